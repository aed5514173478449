import type pg from 'pg'

export const staffActions = ['INVITE', 'ASSIGN', 'WITHDRAW', 'REMOVE', 'ENABLE', 'DISABLE'] as const
export type StaffAction = (typeof staffActions)[number]

/** One line of what administrators did to whom. */
export interface StaffAct {
  readonly at: Date
  /** Key of whoever did it. */
  readonly by: string
  readonly person: string
  readonly action: StaffAction
  readonly roles: readonly string[]
}

interface Row {
  at: Date
  actor: string
  action: string
  subject: string
  detail: { roles?: string[] }
}

const prefix = 'core:Staff:'
export const staffSubject = (person: string): string => `${prefix}${person}`
export const auditAction = (action: StaffAction): string => `core.staff.${action.toLowerCase()}`
const all = staffActions.map(auditAction)

const toAct = ({ at, actor, action, subject, detail }: Row): StaffAct => ({
  at,
  by: actor,
  person: subject.slice(prefix.length),
  action: staffActions.find((each) => auditAction(each) === action)!,
  roles: detail.roles ?? [],
})

/** Newest first; at most 100. */
export async function staffLog(pool: pg.Pool, city: number, first: number): Promise<StaffAct[]> {
  const { rows } = await pool.query<Row>(
    'select at, actor, action, subject, detail from core.audit where city = $1 and action = any($2) order by at desc, id limit $3',
    [city, all, Math.min(Math.max(first, 1), 100)],
  )
  return rows.map(toAct)
}

/** The newest act on each of these people. */
export async function lastActs(
  pool: pg.Pool | pg.PoolClient,
  city: number,
  people: readonly string[],
  among: readonly StaffAction[] = staffActions,
): Promise<Map<string, StaffAct>> {
  const { rows } = await pool.query<Row>(
    `select distinct on (subject) at, actor, action, subject, detail from core.audit where city = $1
      and subject = any($2) and action = any($3) order by subject, at desc, id`,
    [city, people.map(staffSubject), among.map(auditAction)],
  )
  return new Map(rows.map(toAct).map((act) => [act.person, act]))
}

/** People who were taken off the staff before that and have not been given anything since; at most 500. */
export async function formerStaff(pool: pg.Pool, city: number, before: Date): Promise<string[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `select subject from (select distinct on (subject) subject, action, at from core.audit
       where city = $1 and action = any($2) order by subject, at desc, id) last
     where action = $3 and at < $4 order by at limit 500`,
    [city, all, auditAction('REMOVE'), before],
  )
  return rows.map(({ subject }) => subject.slice(prefix.length))
}
