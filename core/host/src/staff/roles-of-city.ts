import type { Text } from '@vmeste/sdk'
import type { CitySnapshot } from '../city/city-snapshot.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'

/** A role that an administrator can give. */
export interface RoleOfCity { readonly code: string; readonly title: Text }

export const cityAdmin = 'city-admin'
/** Everybody has them, nobody is given them. */
const givenToAll: ReadonlySet<string> = new Set(['guest', 'citizen'])

const titles: Readonly<Record<string, Text>> = {
  operator: { ru: 'Оператор', be: 'Аператар', en: 'Operator' },
  executor: { ru: 'Исполнитель', be: 'Выканаўца', en: 'Executor' },
  'department-head': { ru: 'Начальник отдела', be: 'Начальнік аддзела', en: 'Head of a department' },
  head: { ru: 'Руководитель', be: 'Кіраўнік', en: 'Head' },
  [cityAdmin]: { ru: 'Администратор города', be: 'Адміністратар горада', en: 'City administrator' },
}
const order = Object.keys(titles)
const placeOf = (code: string): number => (order.includes(code) ? order.indexOf(code) : order.length)

/** The roles a city knows: those that some permission of a module at work there is meant for. */
export function rolesOfCity(registry: PluginRegistry, { enabled }: Pick<CitySnapshot, 'enabled'>): RoleOfCity[] {
  const codes = new Set(registry.activeIn(enabled).flatMap(({ permissions }) => Object.values(permissions ?? {}).flatMap((permission) => permission.default)))
  return [...codes].filter((code) => !givenToAll.has(code)).sort((one, other) => placeOf(one) - placeOf(other) || one.localeCompare(other))
    .map((code) => ({ code, title: titles[code] ?? { ru: code, be: code, en: code } }))
}
