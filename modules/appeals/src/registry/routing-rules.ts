import { Directory, parseInput, Topics } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { route, type RoutingRule } from './routing.ts'
import { wordsOf } from '../report/words.ts'
import { knownCodes, refuseUnknown } from './known-codes.ts'
import { rulesInput } from './registry-input.ts'

export const routingRules = (ctx: AppealsCtx): Promise<readonly RoutingRule[]> =>
  ctx.db.read
    .selectFrom('routing_rule')
    .select(['number', 'topic', 'territory', 'department'])
    .orderBy('number')
    .limit(500)
    .execute()

/**
 * Rules as they would be stored, numbered from the top.
 *
 * @throws Problem `INPUT_INVALID` naming every code that leads nowhere
 */
export async function checkedRules(ctx: AppealsCtx, raw: unknown): Promise<readonly RoutingRule[]> {
  const given = parseInput(rulesInput, raw, ctx.lang, 'rules')
  const topics = ctx.use(Topics)
  const [{ departments, territories }, leaves, branches] = await Promise.all([
    knownCodes(ctx),
    topics.leaves(),
    topics.branches(),
  ])
  const known = new Set([...leaves, ...branches].map((topic) => topic.code))
  refuseUnknown(
    ctx,
    given.flatMap((rule, at) => [
      { path: `rules.${at}.topic`, code: rule.topic, among: known },
      { path: `rules.${at}.territory`, code: rule.territory, among: territories },
      { path: `rules.${at}.department`, code: rule.department, among: departments },
    ]),
  )
  return given.map((rule, at) => ({ number: at + 1, ...rule }))
}

/** The whole table at once: rules are read from the top, so one line means nothing without the others. */
export async function saveRoutingRules(ctx: AppealsCtx, raw: unknown) {
  const rules = await checkedRules(ctx, raw)
  await ctx.db.transaction(async (tx) => {
    await tx.kysely.deleteFrom('routing_rule').execute()
    if (rules.length > 0) await tx.kysely.insertInto('routing_rule').values(rules).execute()
    tx.audit({ action: 'appeals.registry', subject: 'appeals:RoutingRule:*', detail: { rules: rules.length } })
  })
  return { __typename: 'RoutingRules' as const, rules }
}

/** Where such a report would go, and why; nothing is stored. */
export async function explainRoute(
  ctx: AppealsCtx,
  { topic: code, territory, object }: { topic: string; territory?: string | null; object?: string | null },
) {
  const directory = ctx.use(Directory)
  const [topic, departments, territories, rules, owner, words] = await Promise.all([
    ctx.use(Topics).find(code),
    directory.departments(),
    directory.territories(),
    routingRules(ctx),
    object
      ? ctx.db.read
          .selectFrom('qr_object')
          .select('department')
          .where('code', '=', object.toUpperCase())
          .executeTakeFirst()
      : undefined,
    wordsOf(ctx),
  ])
  if (!topic) throw problems.topicUnknown()
  const way = route(
    { topic, territory: territory ?? null, owner: owner?.department ?? null },
    { rules, departments, territories },
  )
  return { department: words.department(way.department), reason: ctx.say(way.reason), rule: way.rule }
}
