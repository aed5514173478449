import { exportTable, importTable, showPhone, tableImports, Topics, undoImport } from '@vmeste/sdk'
import type { Ctx, ImportInput, ResolverMap } from '@vmeste/sdk'
import { shownDeadline } from '../deadlines/deadlines.resolvers.ts'
import { CityTopics, type SetTopic } from './city-topics.ts'
import { restoreTopic, setTopic } from './set-topic.ts'
import { shippedTopics } from './shipped-topics.ts'
import type { TopicContent, TopicTables } from './topic.entity.ts'
import { tryTopic } from './topic-trial.ts'
import { topicVersions } from './topic-versions.ts'
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
    topicRules: async (_: unknown, { hidden }: { hidden?: boolean | null }, ctx: Ctx) =>
      (await ctx.use(CityTopics).all()).filter((one) => hidden || !one.hidden).map((one) => shownRule(ctx, one)),
    topicBranches: async (_: unknown, _args: unknown, ctx: Ctx) =>
      (await ctx.use(Topics).branches()).map(({ code, title }) => ({ code, title: ctx.say(title) })),
    topicTrial: async (_: unknown, terms: { makeSafe?: string | null; fix?: string | null }, ctx: Ctx) => {
      const { from, makeSafe, fix } = await tryTopic(ctx, terms)
      return { from, makeSafe: makeSafe && shownDeadline(ctx, makeSafe), fix: fix && shownDeadline(ctx, fix) }
    },
    topicHistory: async (_: unknown, { code }: { code: string }, ctx: Ctx<TopicTables>) =>
      (await topicVersions(ctx, code)).map(({ content, ...version }) => ({
        ...version,
        topic: content && shownContent(ctx, code, content),
      })),
    topicsTable: async (_: unknown, _args: unknown, ctx: Ctx<TopicTables>) => exportTable(ctx, await topicsTable(ctx)),
    topicImports: (_: unknown, _args: unknown, ctx: Ctx<TopicTables>) => tableImports(ctx, { name: 'civic:Topic' }),
  },
  Mutation: {
    setTopic: async (_: unknown, { topic }: { topic: Record<string, unknown> }, ctx: Ctx<TopicTables>) => ({
      __typename: 'TopicRule',
      ...shownRule(ctx, await setTopic(ctx, topic)),
    }),
    restoreTopic: async (_: unknown, args: { code: string; version?: string | null }, ctx: Ctx<TopicTables>) => ({
      __typename: 'TopicRule',
      ...shownRule(ctx, await restoreTopic(ctx, args.code, args.version ?? null)),
    }),
    importTopics: async (_: unknown, args: ImportInput, ctx: Ctx<TopicTables>) =>
      seen(ctx, importTable(ctx, await topicsTable(ctx), args)),
    undoTopicsImport: async (_: unknown, { id }: { id: string }, ctx: Ctx<TopicTables>) =>
      seen(ctx, undoImport(ctx, await topicsTable(ctx), id)),
  },
}

const shownRule = (ctx: Pick<Ctx, 'say'>, { topic: { title, urgent, note, ...topic }, ...standing }: SetTopic) => ({
  ...topic,
  ...standing,
  titles: title,
  urgent: urgent?.term,
  urgentWhen: urgent && ctx.say(urgent.when),
  note: note && ctx.say(note),
  notes: note,
})

/** How a topic stood once: what makes it urgent is not the city's to change, and is not told. */
const shownContent = (ctx: Pick<Ctx, 'say'>, code: string, content: TopicContent) => ({
  code,
  parent: content.parent,
  titles: content.title,
  department: content.department,
  makeSafe: content.make_safe,
  fix: content.fix,
  callFirst: content.call_first && showPhone(content.call_first),
  note: content.note && ctx.say(content.note),
  notes: content.note,
  hidden: content.hidden,
  own: true,
  shipped: shippedTopics.some((topic) => topic.code === code),
})
