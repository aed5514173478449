import { Topics, type Ctx, type ResolverMap, type Topic } from '@vmeste/sdk'
import { setTopic } from './set-topic.ts'
import type { TopicTables } from './topic.entity.ts'

export const topicsResolvers: ResolverMap = {
  Query: {
    topics: async (_: unknown, _args: unknown, ctx: Ctx) => {
      const topics = ctx.use(Topics)
      const branches = new Map(
        (await topics.branches()).map(({ code, title }) => [code, { code, title: ctx.say(title) }]),
      )
      return (await topics.leaves()).map(({ code, title, parent, callFirst }) => ({
        code,
        title: ctx.say(title),
        parent,
        branch: parent && branches.get(parent),
        callFirst,
      }))
    },
    topicRules: async (_: unknown, _args: unknown, ctx: Ctx) =>
      (await ctx.use(Topics).leaves()).map((topic) => shownRule(ctx, topic)),
  },
  Mutation: {
    setTopic: async (_: unknown, { topic }: { topic: Record<string, unknown> }, ctx: Ctx<TopicTables>) => ({
      __typename: 'TopicRule',
      ...shownRule(ctx, await setTopic(ctx, topic)),
    }),
  },
}

const shownRule = (ctx: Pick<Ctx, 'say'>, { title, urgent, note, ...topic }: Topic) => ({
  ...topic,
  titles: title,
  urgent: urgent?.term,
  urgentWhen: urgent && ctx.say(urgent.when),
  note: note && ctx.say(note),
})
