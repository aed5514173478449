import type pg from 'pg'
import { parseInput, z, type Lang, type Permission } from '@vmeste/sdk'
import { changeCity, type CityChangeBy } from '../../city/change-city.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import { holds, isKept, mayHold, platformPermissions } from '../../roles/role-rules.ts'
import { layGrant, readRole } from './role-rows.ts'
import { permissionKept, permissionClosed, permissionTwice, permissionUnknown } from './roles-problems.ts'

export interface RoleChange extends CityChangeBy {
  readonly role: string
  readonly grant: readonly string[]
  readonly withdraw: readonly string[]
  /** Version that was on the screen; the change is refused when somebody was faster. */
  readonly expected: string
  readonly lang: Lang
}

const most = 200
const permissions = z.array(z.string()).max(most)

/** Every permission there is on this platform, of modules that are off in the city too. */
export const permissionsOn = (registry: PluginRegistry): Map<string, Permission> =>
  new Map(
    registry.all.flatMap((plugin) =>
      Object.entries(plugin.permissions ?? {}).filter(([id]) => !platformPermissions.has(id)),
    ),
  )

/**
 * Changes what a role may do in a city, at once and on every host. What the role has already, or has not, is left as it
 * is.
 *
 * @throws Problem `INPUT_INVALID`, `ROLE_UNKNOWN`, `ROLES_CHANGED`, `PERMISSION_UNKNOWN`, `PERMISSION_TWICE`,
 *   `PERMISSION_CLOSED`, `PERMISSION_KEPT`
 */
export async function changeRole(
  pool: pg.Pool,
  registry: PluginRegistry,
  { role, grant, withdraw, expected, lang, ...who }: RoleChange,
): Promise<void> {
  const declared = permissionsOn(registry)
  const granting = checkGrant(declared, role, parseInput(permissions, grant, lang, 'grant'))
  const withdrawing = checkWithdraw(declared, role, parseInput(permissions, withdraw, lang, 'withdraw'), granting)
  await changeCity(pool, who, async (client, revision) => {
    const { stored, title } = await readRole(client, who.city, role, expected)
    const differs =
      (granted: boolean) =>
      (id: string): boolean =>
        holds(role, id, declared.get(id)!, stored.get(id)) !== granted
    const change = { granted: granting.filter(differs(true)), withdrawn: withdrawing.filter(differs(false)) }
    const lay = (permission: string, granted: boolean): Promise<void> =>
      layGrant(client, {
        city: who.city,
        role,
        permission,
        granted,
        byDefault: declared.get(permission)!.default.includes(role),
      })
    for (const permission of change.granted) await lay(permission, true)
    for (const permission of change.withdrawn) await lay(permission, false)
    if (change.granted.length + change.withdrawn.length === 0) return undefined
    return {
      event: { type: 'core.roles.changed@1', subject: `core:Role:${role}`, data: { revision, role, ...change } },
      audit: { action: 'core.roles.change', detail: { revision, role, title, ...change } },
    }
  })
}

function checkGrant(declared: ReadonlyMap<string, Permission>, role: string, ids: readonly string[]): string[] {
  ids.forEach((id, at) => {
    const permission = declared.get(id)
    if (!permission) throw permissionUnknown(`grant.${at}`)
    if (!mayHold(permission, role)) throw permissionClosed(`grant.${at}`)
  })
  return [...new Set(ids)]
}

function checkWithdraw(
  declared: ReadonlyMap<string, Permission>,
  role: string,
  ids: readonly string[],
  granting: readonly string[],
): string[] {
  ids.forEach((id, at) => {
    if (!declared.has(id)) throw permissionUnknown(`withdraw.${at}`)
    if (granting.includes(id)) throw permissionTwice(`withdraw.${at}`)
    if (isKept(role, id)) throw permissionKept(`withdraw.${at}`)
  })
  return [...new Set(ids)]
}
