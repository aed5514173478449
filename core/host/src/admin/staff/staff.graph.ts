import { readFileSync } from 'node:fs'
import type { Ctx, ResolverMap, Text } from '@vmeste/sdk'
import { scopeOfCtx } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { rolesToGive } from '../../roles/roles-of-city.ts'
import { assignRole, removeFromCity, setStaffEnabled, withdrawRole } from './change-staff.ts'
import { inviteStaff, linkOf } from './invite-staff.ts'
import { listStaff, rolesHere, shownAccount, usersOf, type StaffParts } from './staff-accounts.ts'
import { lastActs, staffLog } from './staff-log.ts'

const typeDefs = readFileSync(new URL('./staff.graphql', import.meta.url), 'utf8')

interface OfPerson {
  readonly person: string
}
interface OfRole extends OfPerson {
  readonly role: string
}

/** The city's staff in the hands of its administrator. */
export function staffGraph(parts: StaffParts): CoreGraph {
  /** The account as it is after the act. */
  const changed = async (ctx: Ctx, person: string) => {
    const user = await usersOf(parts).findByKey(person)
    const here = user && rolesHere(user, ctx.city.slug).length > 0
    return {
      __typename: 'StaffChanged',
      account: here ? shownAccount(ctx, user, (await lastActs(parts.pool, ctx.city.id, [person])).get(person)) : null,
    }
  }
  const act =
    <Args extends OfPerson>(change: (ctx: Ctx, parts: StaffParts, args: Args) => Promise<void>) =>
    async (_source: unknown, args: Args, ctx: Ctx) => {
      await change(ctx, parts, args)
      return changed(ctx, args.person)
    }
  const resolvers: ResolverMap = {
    Query: {
      staffAccounts: (_source: unknown, args: { first?: number | null; after?: string | null }, ctx: Ctx) =>
        listStaff(ctx, parts, { first: args.first ?? 50, after: args.after ?? null }),
      staffRoles: (_source: unknown, _args: unknown, ctx: Ctx) => rolesToGive(scopeOfCtx(ctx).snapshot.roles),
      staffLog: (_source: unknown, { first }: { first?: number | null }, ctx: Ctx) =>
        staffLog(parts.pool, ctx.city.id, first ?? 20),
    },
    Mutation: {
      inviteStaff: async (_source: unknown, { input }: { input: unknown }, ctx: Ctx) => {
        const { user, known, unsent = false, letter } = await inviteStaff(ctx, parts, input)
        const last = (await lastActs(parts.pool, ctx.city.id, [user.key])).get(user.key)
        return {
          __typename: 'StaffInvited',
          account: shownAccount(ctx, user, last),
          known,
          unsent,
          letter: letter ? { subject: letter.subject, text: letter.text, link: linkOf(letter) } : null,
        }
      },
      assignCityRole: act<OfRole>(assignRole),
      withdrawCityRole: act<OfRole>(withdrawRole),
      removeFromCity: act((ctx, parts, { person }) => removeFromCity(ctx, parts, person)),
      setStaffEnabled: act<OfPerson & { enabled: boolean }>(setStaffEnabled),
    },
    StaffRole: { title: ({ title }: { title: Text }, _args: unknown, ctx: Ctx) => ctx.say(title) },
  }
  return { typeDefs, resolvers }
}
