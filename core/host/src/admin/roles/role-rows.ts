import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Text } from '@vmeste/sdk'
import { knownRole } from '../../roles/known-roles.ts'
import { roleUnknown, rolesChanged } from './roles-problems.ts'
import type { OwnRoleRow } from '../../roles/roles-of-city.ts'

/** Version of what a city has decided of a role: differs whenever anything stored differs. */
export const roleVersion = (stored: ReadonlyMap<string, boolean>): string =>
  createHash('sha256')
    .update(JSON.stringify([...stored].sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest('hex')
    .slice(0, 32)

/** Roles that the city has added, retired ones too. */
export async function readOwnRoles(client: pg.PoolClient, city: number): Promise<OwnRoleRow[]> {
  const { rows } = await client.query<OwnRoleRow>(
    'select code, title, retired_at is not null as retired from core.city_role where city = $1',
    [city],
  )
  return rows
}

/**
 * A role at the moment of its change.
 *
 * @param expected version that was on the screen
 * @throws Problem `ROLE_UNKNOWN`, `ROLES_CHANGED`
 */
export async function readRole(
  client: pg.PoolClient,
  city: number,
  role: string,
  expected: string,
): Promise<{ readonly stored: ReadonlyMap<string, boolean>; readonly title: Text }> {
  const title =
    knownRole(role)?.title ??
    (await readOwnRoles(client, city)).find(({ code, retired }) => code === role && !retired)?.title
  if (!title) throw roleUnknown(role, 'role')
  const { rows } = await client.query<{ permission: string; granted: boolean }>(
    'select permission, granted from core.role_permission where city = $1 and role = $2',
    [city, role],
  )
  const stored = new Map(rows.map(({ permission, granted }) => [permission, granted]))
  if (roleVersion(stored) !== expected) throw rolesChanged()
  return { stored, title }
}

/**
 * Lays down one decision of a city; where it says what the module says too, nothing is kept, and the city follows the
 * module.
 */
export async function layGrant(
  client: pg.PoolClient,
  {
    city,
    role,
    permission,
    granted,
    byDefault,
  }: { city: number; role: string; permission: string; granted: boolean; byDefault: boolean },
): Promise<void> {
  if (granted === byDefault)
    await client.query('delete from core.role_permission where city = $1 and role = $2 and permission = $3', [
      city,
      role,
      permission,
    ])
  else {
    await client.query(
      `insert into core.role_permission (city, role, permission, granted) values ($1, $2, $3, $4)
       on conflict (city, role, permission) do update set granted = excluded.granted`,
      [city, role, permission, granted],
    )
  }
}
