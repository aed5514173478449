import type pg from 'pg'
import type { Text } from '@vmeste/sdk'

export interface RoleLogEntry {
  readonly at: Date
  readonly by: string
  readonly kind: 'CHANGED' | 'ADDED' | 'RETIRED'
  readonly revision: number
  readonly role: string
  readonly title: Text
  readonly granted: readonly string[]
  readonly withdrawn: readonly string[]
}

const kinds = { 'core.roles.change': 'CHANGED', 'core.roles.add': 'ADDED', 'core.roles.retire': 'RETIRED' } as const
const most = 100

/** Who changed which role how, newest first. */
export async function roleLog(pool: pg.Pool, city: number, first: number): Promise<RoleLogEntry[]> {
  const { rows } = await pool.query<{
    at: Date
    actor: string
    action: keyof typeof kinds
    detail: Omit<RoleLogEntry, 'at' | 'by' | 'kind'>
  }>(
    `select at, actor, action, detail from core.audit where city = $1 and action = any($2)
      order by at desc, (detail->>'revision')::int desc limit $3`,
    [city, Object.keys(kinds), Math.min(Math.max(first, 1), most)],
  )
  return rows.map(({ at, actor, action, detail }) => ({ ...detail, at, by: actor, kind: kinds[action] }))
}
