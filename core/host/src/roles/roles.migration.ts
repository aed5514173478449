import { defineEntity, Migration, p } from '@vmeste/sdk/storage'

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

/** Roles that a city has added. A retired one stays, so that its code is never given another meaning. */
export class CityRoleMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.city_role (
      city int not null, code text not null, title jsonb not null, added_by text not null,
        added_at timestamptz(3) not null, retired_at timestamptz(3),
      constraint city_role_pkey primary key (city, code))`)
  }
}
