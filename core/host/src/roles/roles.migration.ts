import { Migration } from '@vmeste/sdk/storage'

/** Roles that a city has added. A retired one stays, so that its code is never given another meaning. */
export class CityRoleMigration extends Migration {
  override up(): void {
    this.addSql(`create table core.city_role (
      city int not null, code text not null, title jsonb not null, added_by text not null,
        added_at timestamptz(3) not null, retired_at timestamptz(3),
      constraint city_role_pkey primary key (city, code))`)
  }
}
