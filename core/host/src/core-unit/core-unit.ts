import { defineEntity, Migration, p } from '@vmeste/sdk/storage'
import { ErasureEntity, ErasureMigration } from '../operations/erasures/erasure.migration.ts'
import { AskedBoxEntity, AskedBoxesMigration } from './asked-boxes.migration.ts'
import { BackupRunEntity, BackupRunMigration } from '../operations/backup/schedule/backup-run.migration.ts'
import { CityLeavingMigration } from '../city/leaving.migration.ts'
import { coreUses } from '../admin/core-graph/core-uses.ts'
import { eventsEntities } from '../events/events.entity.ts'
import { eventsMigrations } from '../events/events.migration.ts'
import { ModuleHealthEntity, ModuleHealthMigration } from '../health/health.migration.ts'
import { RightsTakenEntity, RightsTakenMigration } from '../identity/shared/rights/rights-taken.migration.ts'
import { WriteProbeEntity, WriteProbeMigration } from '../outage/write-probe.migration.ts'
import { CityRoleEntity, CityRoleMigration } from '../roles/roles.migration.ts'
import { statusEntities, StatusMigration } from '../operations/status/tables/status.migration.ts'
import { LookEntity, PeopleMigration } from '../operations/people/people.migration.ts'
import { ModuleExportEntity, ModuleExportMigration } from '../operations/purge/purge.migration.ts'
import { InstallationMigration } from '../storage/opening/installation-row.ts'
import type { StorageUnit } from '../storage/units/unit.ts'

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

class Core extends Migration {
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

/**
 * The host's own tables. `core.city` and its three companions (modules, roles, rights of roles) are what a city *is*,
 * read for every city at once by the snapshot store, so they carry no row-level security; no module's role can see them
 * at all.
 */
export const coreUnit: StorageUnit = {
  id: 'core',
  schema: 'core',
  partOfHost: true,
  entities: [
    City,
    CityModule,
    RolePermission,
    CityRoleEntity,
    ModuleHealthEntity,
    ModuleExportEntity,
    RightsTakenEntity,
    WriteProbeEntity,
    AskedBoxEntity,
    ErasureEntity,
    BackupRunEntity,
    LookEntity,
    ...statusEntities,
    ...eventsEntities,
  ],
  uses: coreUses,
  open: ['current_city', 'calling_unit', 'flush', 'take_delivery', 'take_turn'],
  lendsTo: [{ unit: 'civic', functions: ['ask_box', 'note_box', 'forget_boxes', 'note_look'] }],
  migrations: [
    { name: '0001-core', class: Core },
    ...eventsMigrations,
    { name: '0020-module-health', class: ModuleHealthMigration },
    { name: '0021-module-export', class: ModuleExportMigration },
    { name: '0022-city-role', class: CityRoleMigration },
    { name: '0023-rights-taken', class: RightsTakenMigration },
    { name: '0030-installation', class: InstallationMigration },
    { name: '0070-write-probe', class: WriteProbeMigration },
    { name: '0080-city-leaving', class: CityLeavingMigration },
    { name: '0090-asked-boxes', class: AskedBoxesMigration },
    { name: '0110-erasure', class: ErasureMigration },
    { name: '0120-backup-run', class: BackupRunMigration },
    { name: '0140-status', class: StatusMigration },
    { name: '0150-people', class: PeopleMigration },
  ],
}
