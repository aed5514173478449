import { defineEntity, p } from '@vmeste/sdk/storage'

const City = defineEntity({
  name: 'City',
  schema: 'core',
  tableName: 'city',
  properties: {
    id: p.integer().primary().autoincrement(),
    slug: p.string().unique('city_slug_unique'),
    host: p.string().nullable().unique('city_host_unique'),
    parent: p.integer().nullable(),
    name: p.json(),
    kind: p.string().default('city'),
    timezone: p.string().default('Europe/Minsk'),
    country: p.string().default('BY'),
    numberPrefix: p.string(),
    brand: p.json(),
    centre: p.json(),
    pilot: p.boolean().default(false),
    demonstration: p.boolean().default(false),
    revision: p.integer().default(1),
    createdAt: p.datetime(3).defaultRaw('now()'),
    leavingAt: p.datetime(3).nullable(),
  },
})

const CityModule = defineEntity({
  name: 'CityModule',
  schema: 'core',
  tableName: 'city_module',
  properties: {
    city: p.integer().primary(),
    module: p.string().primary(),
    enabled: p.boolean(),
    settings: p.json().defaultRaw(`'{}'`),
    changedBy: p.string(),
    changedAt: p.datetime(3).defaultRaw('now()'),
  },
})

const RolePermission = defineEntity({
  name: 'RolePermission',
  schema: 'core',
  tableName: 'role_permission',
  properties: {
    city: p.integer().primary(),
    role: p.string().primary(),
    permission: p.string().primary(),
    granted: p.boolean(),
  },
})

/** What a city is: its row, its modules, the rights of its roles. */
export const cityEntities = [City, CityModule, RolePermission]
