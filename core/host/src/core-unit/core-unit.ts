import { ErasureEntity } from '../operations/erasures/erasure.entity.ts'
import { ErasureMigration } from '../operations/erasures/erasure.migration.ts'
import { AskedBoxEntity } from './asked-box.entity.ts'
import { AskedBoxesMigration } from './asked-boxes.migration.ts'
import { BackupRunEntity } from '../operations/backup/schedule/backup-run.entity.ts'
import { BackupRunMigration } from '../operations/backup/schedule/backup-run.migration.ts'
import { CityLeavingMigration } from '../city/leaving.migration.ts'
import { cityEntities } from './city.entity.ts'
import { CityTablesMigration } from './city.migration.ts'
import { coreUses } from '../admin/core-graph/core-uses.ts'
import { eventsEntities } from '../events/events.entity.ts'
import { eventsMigrations } from '../events/events.migration.ts'
import { ModuleHealthEntity } from '../health/module-health.entity.ts'
import { ModuleHealthMigration } from '../health/health.migration.ts'
import { RightsTakenEntity } from '../identity/shared/rights/rights-taken.entity.ts'
import { RightsTakenMigration } from '../identity/shared/rights/rights-taken.migration.ts'
import { WriteProbeEntity } from '../outage/write-probe.entity.ts'
import { WriteProbeMigration } from '../outage/write-probe.migration.ts'
import { CityRoleEntity } from '../roles/city-role.entity.ts'
import { CityRoleMigration } from '../roles/roles.migration.ts'
import { statusEntities } from '../operations/status/tables/status.entity.ts'
import { StatusMigration } from '../operations/status/tables/status.migration.ts'
import { LookEntity } from '../operations/people/look.entity.ts'
import { PeopleMigration } from '../operations/people/people.migration.ts'
import { ModuleExportEntity } from '../operations/purge/module-export.entity.ts'
import { ModuleExportMigration } from '../operations/purge/purge.migration.ts'
import { InstallationMigration } from '../storage/opening/installation.migration.ts'
import type { StorageUnit } from '../storage/units/unit.ts'

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
    ...cityEntities,
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
    { name: '0001-core', class: CityTablesMigration },
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
