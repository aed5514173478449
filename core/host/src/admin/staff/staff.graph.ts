import type { Ctx, ResolverMap, Text } from '@vmeste/sdk'
import { scopeOfCtx } from '../../city/module-ctx.ts'
import type { CoreGraph } from '../core-graph/core-graph.ts'
import { rolesToGive } from '../../roles/roles-of-city.ts'
import { assignRole, removeFromCity, setStaffEnabled, withdrawRole } from './change-staff.ts'
import { inviteStaff, linkOf } from './invite-staff.ts'
import { listStaff, rolesHere, shownAccount, usersOf, type StaffParts } from './staff-accounts.ts'
import { lastActs, staffLog } from './staff-log.ts'

const typeDefs = /* GraphQL */ `
  "A role that can be given in this city."
  type StaffRole {
    code: ID!
    title: String!
  }
  enum StaffState {
    "Has not chosen a password yet."
    INVITED
    ACTIVE
    "Cannot sign in."
    DISABLED
  }
  "Somebody who works for this city, as this city sees them."
  type StaffAccount {
    "Issuer and subject, as in the directory."
    person: ID!
    name: String!
    email: String
    "In this city only."
    roles: [ID!]! @bound(max: 100)
    state: StaffState!
    lastAct: StaffAct
  }
  type StaffAccountPage {
    nodes: [StaffAccount!]!
    "Where the next page begins; null on the last one."
    after: String
  }
  enum StaffAction {
    INVITE
    ASSIGN
    WITHDRAW
    REMOVE
    ENABLE
    DISABLE
  }
  "Who did what to whom."
  type StaffAct {
    at: DateTime!
    by: String!
    person: ID!
    action: StaffAction!
    roles: [ID!]! @bound(max: 100)
  }

  input InviteStaffInput {
    givenName: String!
    familyName: String
    email: String!
    roles: [ID!]!
  }
  "A letter to an invented person of the demonstration."
  type StaffLetter {
    subject: String!
    text: String!
    link: String!
  }
  type StaffInvited {
    account: StaffAccount!
    "There was an account with this address: it got the roles, and keeps its name and its password."
    known: Boolean!
    "No letter could leave. None is shown: whoever runs the platform makes its link by the command vmeste letter."
    unsent: Boolean!
    "Shown where people are invented; null elsewhere."
    letter: StaffLetter
  }
  union InviteStaffResult = StaffInvited | InvalidInput | NotFound | Conflict | RateLimited | Unavailable
  type StaffChanged {
    "Null when this city has no more to do with them."
    account: StaffAccount
  }
  union ChangeStaffResult = StaffChanged | InvalidInput | NotFound | Conflict | Unavailable

  extend type Query {
    "By user name; at most 100 a page."
    staffAccounts(first: Int = 50, after: String): StaffAccountPage @allow(permission: "core.staff.read")
    staffRoles: [StaffRole!] @bound(max: 100) @allow(permission: "core.staff.read")
    "Newest first; at most 100."
    staffLog(first: Int = 20): [StaffAct!] @allow(permission: "core.staff.read")
  }
  extend type Mutation {
    "Sends a letter with a link, good once for three days. Invited again, people get a new one."
    inviteStaff(input: InviteStaffInput!): InviteStaffResult @allow(permission: "core.staff.change")
    "For those who work here, and those who were let go within the hour; others are invited."
    assignCityRole(person: ID!, role: ID!): ChangeStaffResult @allow(permission: "core.staff.change")
    "Works at once, on every host and in open pages."
    withdrawCityRole(person: ID!, role: ID!): ChangeStaffResult @allow(permission: "core.staff.change")
    "Takes all roles of this city; the account stays."
    removeFromCity(person: ID!): ChangeStaffResult @allow(permission: "core.staff.change")
    "Closes a whole account, or opens it again: only one that serves no other city."
    setStaffEnabled(person: ID!, enabled: Boolean!): ChangeStaffResult @allow(permission: "core.staff.change")
  }
`

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
