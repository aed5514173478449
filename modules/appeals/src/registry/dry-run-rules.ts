import { Directory, parseInput, Topics, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { wordsOf } from '../report/words.ts'
import { route, type Route, type RouteTables } from './routing.ts'
import { routingRules } from './route-of.ts'
import { checkedRules } from './routing-rules.ts'

/** Reports that one trial reads, the newest first. */
const mostTried = 5000
/** Reports that it names one by one. */
const mostNamed = 200
const day = 86_400_000
const daysInput = z.int().min(1).max(92)

/**
 * Where the reports of the last days would go by other rules, with `route` itself. Nothing is stored, and no typed
 * address or word of a resident is told.
 *
 * @throws Problem `INPUT_INVALID` for rules that could not be saved either
 */
export async function dryRunRules(ctx: AppealsCtx, raw: { readonly rules: unknown; readonly days: number }) {
  const days = parseInput(daysInput, raw.days, ctx.lang, 'days')
  const given = await checkedRules(ctx, raw.rules)
  const directory = ctx.use(Directory)
  const [rules, departments, territories, words, read] = await Promise.all([
    routingRules(ctx),
    directory.departments(),
    directory.territories(),
    wordsOf(ctx),
    reportsSince(ctx, new Date(ctx.clock.now().getTime() - days * day)),
  ])
  const rows = read.slice(0, mostTried)
  const topics = new Map(
    await Promise.all(
      [...new Set(rows.map((row) => row.topic))].map(async (code) => [code, await ctx.use(Topics).find(code)] as const),
    ),
  )
  const by = (tables: readonly RouteTables['rules'][number][]) => ({ rules: tables, departments, territories })
  const tried = rows.flatMap((row) => {
    const topic = topics.get(row.topic)
    if (!topic) return []
    const input = { topic, territory: row.territory, owner: row.owner }
    return [{ row, before: route(input, by(rules)), after: route(input, by(given)) }]
  })
  const other = tried.filter(({ before, after }) => before.department !== after.department)
  const shown = ({ row, before, after }: (typeof tried)[number]) => ({
    id: row.id,
    number: row.number,
    createdAt: row.created_at,
    topic: words.topic(row.topic),
    place: row.place_name && ctx.say(row.place_name),
    from: words.department(before.department),
    to: words.department(after.department),
    rule: after.rule,
  })
  return {
    days,
    tried: tried.length,
    all: read.length <= mostTried,
    other: other.length,
    unserved: other.filter(({ after }) => after.department === null).length,
    moves: [
      ...Map.groupBy(other, ({ before, after }) => JSON.stringify([before.department, after.department])).values(),
    ]
      .map((alike) => ({
        from: words.department(alike[0]!.before.department),
        to: words.department(alike[0]!.after.department),
        reports: alike.length,
      }))
      .sort((a, b) => b.reports - a.reports)
      .slice(0, mostNamed),
    reports: [
      // what nobody would get stands first: it asks for a rule
      ...other.filter(({ after }) => after.department === null),
      ...other.filter(({ after }) => after.department !== null),
    ]
      .slice(0, mostNamed)
      .map(shown),
    hits: hitsOf(
      tried.map(({ after }) => after),
      given.length,
    ),
  }
}

/** How many reports each of the rules has taken, in their order. */
const hitsOf = (ways: readonly Route[], rules: number): readonly number[] => {
  const hits = Array.from({ length: rules }, () => 0)
  for (const { rule } of ways) if (rule !== null) hits[rule - 1]!++
  return hits
}

const reportsSince = (ctx: AppealsCtx, since: Date) =>
  ctx.db.read
    .selectFrom('report')
    .leftJoin('qr_object', 'qr_object.code', 'report.object')
    .select([
      'report.id',
      'report.number',
      'report.topic',
      'report.territory',
      'report.place_name',
      'report.created_at',
      'qr_object.department as owner',
    ])
    .where('report.created_at', '>', since)
    .orderBy('report.created_at', 'desc')
    .limit(mostTried + 1)
    .execute()
