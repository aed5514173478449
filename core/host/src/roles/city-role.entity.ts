import { defineEntity, p } from '@vmeste/sdk/storage'

export const CityRoleEntity = defineEntity({
  name: 'CityRole',
  schema: 'core',
  tableName: 'city_role',
  properties: {
    city: p.integer().primary(),
    code: p.text().primary(),
    title: p.json(),
    addedBy: p.text(),
    addedAt: p.datetime(3),
    retiredAt: p.datetime(3).nullable(),
  },
})
