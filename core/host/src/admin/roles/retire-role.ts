import type pg from 'pg'
import { changeCity, type CityChangeBy } from '../../city/change-city.ts'
import { knownRole } from '../../roles/known-roles.ts'
import { readRole } from './role-rows.ts'
import { roleNotOwn } from './roles-problems.ts'

export interface RoleRetirement extends CityChangeBy {
  readonly code: string
  readonly expected: string
}

/**
 * Takes a role of the city's own out of use: whoever holds it has nothing by it from the next request on. What it could
 * do stays stored for history, and its code is never given again.
 *
 * @throws Problem `ROLE_NOT_OWN`, `ROLE_UNKNOWN`, `ROLES_CHANGED`
 */
export async function retireRole(pool: pg.Pool, { code, expected, ...who }: RoleRetirement): Promise<void> {
  if (knownRole(code)) throw roleNotOwn()
  await changeCity(pool, who, async (client, revision) => {
    const { stored, title } = await readRole(client, who.city, code, expected)
    const withdrawn = [...stored].filter(([, granted]) => granted).map(([permission]) => permission)
    await client.query('update core.city_role set retired_at = $3 where city = $1 and code = $2', [
      who.city,
      code,
      who.at,
    ])
    return {
      event: {
        type: 'core.roles.changed@1',
        subject: `core:Role:${code}`,
        data: { revision, role: code, granted: [], withdrawn },
      },
      audit: { action: 'core.roles.retire', detail: { revision, role: code, title, granted: [], withdrawn } },
    }
  })
}
