import type pg from 'pg'
import { parseInput, visibleText, z, type Lang, type Permission } from '@vmeste/sdk'
import { changeCity, type CityChangeBy } from '../../city/change-city.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { permissionsOn } from './change-role.ts'
import { knownRole, reservedRoles, withIncluded } from '../../roles/known-roles.ts'
import { holds } from '../../roles/role-rules.ts'
import { layGrant, readOwnRoles } from './role-rows.ts'
import { rolesTooMany, roleTaken, roleUnknown, roleWasRetired } from './roles-problems.ts'

const title = visibleText(60).pipe(z.string().min(2))
const newRole = z.object({
  code: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
    .max(40),
  title: z.object({ ru: title, be: title, en: title }),
  as: z.string().max(40).nullish(),
})
/** Of a city's own, retired ones not counted. */
const mostRoles = 50

export interface RoleAddition extends CityChangeBy {
  readonly input: unknown
  readonly lang: Lang
}

/**
 * Adds a role of the city's own. With `as` it begins with what holders of that role may do now, and goes its own way
 * from there.
 *
 * @returns the code
 * @throws Problem `INPUT_INVALID`, `ROLE_TAKEN`, `ROLE_WAS_RETIRED`, `ROLE_UNKNOWN`, `ROLES_TOO_MANY`
 */
export async function addRole(
  pool: pg.Pool,
  registry: PluginRegistry,
  { input, lang, ...who }: RoleAddition,
): Promise<string> {
  const role = parseInput(newRole, input, lang)
  const { city, by, at } = who
  if (knownRole(role.code) || reservedRoles.has(role.code)) throw roleTaken()
  const declared = permissionsOn(registry)
  await changeCity(pool, who, async (client, revision) => {
    const own = await readOwnRoles(client, city)
    const same = own.find(({ code }) => code === role.code)
    if (same) throw same.retired ? roleWasRetired() : roleTaken()
    if (own.filter(({ retired }) => !retired).length >= mostRoles) throw rolesTooMany(mostRoles)
    if (role.as && !knownRole(role.as) && !own.some(({ code, retired }) => code === role.as && !retired))
      throw roleUnknown(role.as, 'input.as')
    await client.query(
      'insert into core.city_role (city, code, title, added_by, added_at) values ($1, $2, $3, $4, $5)',
      [city, role.code, JSON.stringify(role.title), by, at],
    )
    const granted = role.as ? await heldBy(client, declared, city, withIncluded([role.as])) : []
    for (const permission of granted)
      await layGrant(client, {
        city,
        role: role.code,
        permission,
        granted: true,
        byDefault: declared.get(permission)!.default.includes(role.code),
      })
    return {
      event: {
        type: 'core.roles.changed@1',
        subject: `core:Role:${role.code}`,
        data: { revision, role: role.code, granted, withdrawn: [] },
      },
      audit: {
        action: 'core.roles.add',
        detail: { revision, role: role.code, title: role.title, as: role.as ?? null, granted, withdrawn: [] },
      },
    }
  })
  return role.code
}

/** What these roles may do, with modules that are off: the copy is whole when they come back. */
async function heldBy(
  client: pg.PoolClient,
  declared: ReadonlyMap<string, Permission>,
  city: number,
  roles: readonly string[],
): Promise<string[]> {
  const { rows } = await client.query<{ role: string; permission: string; granted: boolean }>(
    'select role, permission, granted from core.role_permission where city = $1 and role = any($2)',
    [city, roles],
  )
  const stored = new Map(rows.map(({ role, permission, granted }) => [`${role} ${permission}`, granted]))
  return [...declared]
    .filter(([id, permission]) => roles.some((role) => holds(role, id, permission, stored.get(`${role} ${id}`))))
    .map(([id]) => id)
}
