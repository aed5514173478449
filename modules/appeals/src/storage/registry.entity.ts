import type { Text } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

/** A place with a plate: `UZ-0047`. */
export const QrObject = defineEntity({
  name: 'QrObject',
  schema: 'appeals',
  tableName: 'qr_object',
  properties: {
    city: city(),
    code: p.text().primary(),
    type: p.text(),
    name: p.json(),
    address: p.text(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    department: p.text().nullable(),
    territory: p.text().nullable(),
    active: p.boolean().default(true),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
})

/** A type of objects as this city has it; those it has not touched come with the module. */
export const ObjectType = defineEntity({
  name: 'ObjectType',
  schema: 'appeals',
  tableName: 'object_type',
  properties: {
    city: city(),
    code: p.text().primary(),
    title: p.json(),
    icon: p.text(),
    tiles: p.json(),
    updatedAt: p.datetime(3),
  },
})

/** Topic × territory → department; the lowest number that fits wins. */
export const RoutingRule = defineEntity({
  name: 'RoutingRule',
  schema: 'appeals',
  tableName: 'routing_rule',
  properties: {
    city: city(),
    number: p.integer().primary(),
    topic: p.text().nullable(),
    territory: p.text().nullable(),
    department: p.text(),
  },
})

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface QrObjectTable {
  city: Generated<number>
  code: string
  type: string
  name: Text
  address: string
  lat: number | null
  lon: number | null
  department: string | null
  territory: string | null
  active: Generated<boolean>
  created_at: Date
  updated_at: Date
}
export interface ObjectTypeTable {
  city: Generated<number>
  code: string
  title: Text
  icon: string
  tiles: Tile[]
  updated_at: Date
}
export interface Tile {
  readonly code: string
  readonly title: Text
  readonly icon: string
  readonly topic: string
}
export interface RoutingRuleTable {
  city: Generated<number>
  number: number
  topic: string | null
  territory: string | null
  department: string
}
