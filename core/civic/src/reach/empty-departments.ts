import { Accounts, Directory, Tasks, type Account, type Ctx, type Department } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { fill, reachTexts } from './reach-texts.ts'
import type { ReachTables } from './reach.entity.ts'

type ReachCtx = Ctx<ReachTables>

/** Whoever can put somebody into a service. */
const permission = 'civic.directory.change'
const atMost = 200

/**
 * Work that has come to a service in which nobody is, or to which nobody has ever come, is one task of those who can
 * change that; it ends by itself once somebody is there.
 */
export async function tendEmptyDepartments(ctx: ReachCtx): Promise<void> {
  const staff = await ctx.use(Accounts).staff()
  // a host that keeps no accounts cannot say who comes
  const accounts = staff.length > 0 ? new Map(staff.map((account) => [account.person, account])) : undefined
  await noteTheirs(ctx, accounts)
  const noted = await ctx.db.read.selectFrom('unheard').selectAll().limit(atMost).execute()
  for (const { department: code, since } of noted) {
    const department = await ctx.use(Directory).departmentByCode(code)
    if (department && !(await isManned(ctx, code, accounts))) await alarm(ctx, department, since)
    else await calm(ctx, code)
  }
}

/** Tasks of services, and notices to people who have never come, tell of work by themselves. */
async function noteTheirs(ctx: ReachCtx, accounts: ReadonlyMap<string, Account> | undefined): Promise<void> {
  const given = await ctx.db.read
    .selectFrom('task')
    .select('department')
    .distinct()
    .where('state', '=', 'OPEN')
    .where('department', 'is not', null)
    .limit(atMost)
    .execute()
  const codes = new Set(given.flatMap(({ department }) => department ?? []))
  const absent = [...(accounts?.values() ?? [])].filter(({ comes }) => !comes).map(({ person }) => person)
  for (const person of await toldOf(ctx, absent)) {
    const member = await ctx.use(Directory).member(person)
    for (const id of member?.departments ?? []) {
      const department = await ctx.use(Directory).department(id)
      if (department) codes.add(department.code)
    }
  }
  for (const code of codes)
    if (!(await isManned(ctx, code, accounts)))
      await ctx.db.transaction((tx) => tx.run(sql`select civic.note_unheard(${code}, ${ctx.clock.now()}::timestamptz)`))
}

async function toldOf(ctx: ReachCtx, people: readonly string[]): Promise<readonly string[]> {
  if (people.length === 0) return []
  const rows = await ctx.db.read
    .selectFrom('notification')
    .select('recipient')
    .distinct()
    .where('recipient', 'in', people)
    .where('channel', '=', 'PORTAL')
    .where('read_at', 'is', null)
    .execute()
  return rows.map(({ recipient }) => recipient)
}

async function isManned(
  ctx: ReachCtx,
  code: string,
  accounts: ReadonlyMap<string, Account> | undefined,
): Promise<boolean> {
  const people = await ctx.use(Directory).peopleIn(code)
  if (!accounts) return people.length > 0
  for (const person of people) {
    const account = accounts.get(person) ?? (await ctx.use(Accounts).find(person))
    if (account?.comes) return true
  }
  return false
}

const about = (code: string): string => `civic:Department:${code}`

async function alarm(ctx: ReachCtx, { code, name }: Department, since: Date): Promise<void> {
  const title = {
    ru: fill(reachTexts.empty, 'ru', { name: name.ru }),
    be: fill(reachTexts.empty, 'be', { name: name.be }),
    en: fill(reachTexts.empty, 'en', { name: name.en }),
  }
  await ctx.db.transaction((tx) =>
    ctx
      .use(Tasks)
      .stand(tx, {
        key: `empty:${code}:${since.toISOString()}`,
        kind: 'empty',
        subject: about(code),
        title,
        href: '/admin/people',
        to: { permission },
      }),
  )
}

const calm = (ctx: ReachCtx, code: string): Promise<void> =>
  ctx.db.transaction(async (tx) => {
    await tx.kysely.deleteFrom('unheard').where('department', '=', code).execute()
    await ctx.use(Tasks).settle(tx, about(code))
  })
