import { exportTable, importTable, tableImports, Topics, undoImport } from '@vmeste/sdk'
import type { Ctx, ImportInput, ResolverMap, Topic } from '@vmeste/sdk'
import { setTopic } from './set-topic.ts'
import type { TopicTables } from './topic.entity.ts'
import { seen, topicsTable } from './topics-table.ts'

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
    topicsTable: async (_: unknown, _args: unknown, ctx: Ctx<TopicTables>) => exportTable(ctx, await topicsTable(ctx)),
    topicImports: (_: unknown, _args: unknown, ctx: Ctx<TopicTables>) => tableImports(ctx, { name: 'civic:Topic' }),
  },
  Mutation: {
    setTopic: async (_: unknown, { topic }: { topic: Record<string, unknown> }, ctx: Ctx<TopicTables>) => ({
      __typename: 'TopicRule',
      ...shownRule(ctx, await setTopic(ctx, topic)),
    }),
    importTopics: async (_: unknown, args: ImportInput, ctx: Ctx<TopicTables>) =>
      seen(ctx, importTable(ctx, await topicsTable(ctx), args)),
    undoTopicsImport: async (_: unknown, { id }: { id: string }, ctx: Ctx<TopicTables>) =>
      seen(ctx, undoImport(ctx, await topicsTable(ctx), id)),
  },
}

const shownRule = (ctx: Pick<Ctx, 'say'>, { title, urgent, note, ...topic }: Topic) => ({
  ...topic,
  titles: title,
  urgent: urgent?.term,
  urgentWhen: urgent && ctx.say(urgent.when),
  note: note && ctx.say(note),
})
