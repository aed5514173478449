import { parseInput, Topics } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { knownCodes, refuseUnknown } from './known-codes.ts'
import { rulesInput } from './registry-input.ts'
import type { RoutingRule } from './routing.ts'

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
