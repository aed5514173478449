import { Migration } from '@vmeste/sdk/storage'

export class CityTablesMigration extends Migration {
  override up(): void {
    this.addSql(`create function core.current_city() returns integer stable parallel safe language sql
      as $$ select nullif(current_setting('app.city', true), '')::integer $$`)
    this.addSql(`create table core.city (
      id serial primary key, slug varchar(255) not null constraint city_slug_unique unique,
        host varchar(255) constraint city_host_unique unique,
      parent int, name jsonb not null, kind varchar(255) not null default 'city', timezone varchar(255) not null default 'Europe/Minsk',
      country varchar(255) not null default 'BY', number_prefix varchar(255) not null, brand jsonb not null, centre jsonb not null,
      pilot boolean not null default false, demonstration boolean not null default false, revision int not null default 1,
      created_at timestamptz(3) not null default now())`)
    this.addSql(`create table core.city_module (
      city int not null, module varchar(255) not null, enabled boolean not null, settings jsonb not null default '{}',
      changed_by varchar(255) not null, changed_at timestamptz(3) not null default now(),
      constraint city_module_pkey primary key (city, module))`)
    this.addSql(`create table core.role_permission (
      city int not null, role varchar(255) not null, permission varchar(255) not null, granted boolean not null,
      constraint role_permission_pkey primary key (city, role, permission))`)
  }
}
