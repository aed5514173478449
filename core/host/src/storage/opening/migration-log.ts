import type pg from 'pg'
import { roleOf, type Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'
import { platformVersion } from './platform-version.ts'

/**
 * Table in which a unit's migrations are noted. The host's own lies beside the name that release 0.1.0 reads, see
 * `barFirstRelease`.
 */
export const logOf = ({ id }: Pick<StorageUnit, 'id'>): string => (id === 'core' ? 'migration_log' : firstLog)
/** The name that release 0.1.0 gave it. */
export const firstLog = 'migration'

/** The one release that looks at nothing but its own migrations. */
export const firstRelease = '0.1.0'

/** Makes the host's own log, with what release 0.1.0 has noted, before the first migration of this code. */
export async function openLog(owner: pg.Client): Promise<void> {
  await owner.query('begin')
  try {
    const {
      rows: [found],
    } = await owner.query<{ log: boolean; first: boolean }>(
      `select to_regclass('core.migration_log') is not null as log, to_regclass('core.migration') is not null as first`,
    )
    if (!found?.log) {
      await owner.query(
        `create table core.migration_log (id serial primary key, name varchar(255) not null,
          executed_at timestamptz not null default current_timestamp)`,
      )
      if (found?.first)
        await owner.query(
          `insert into core.migration_log (name, executed_at) select name, executed_at from core.migration order by id`,
        )
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/**
 * Keeps release 0.1.0 from starting on this schema, while a host of it that runs goes on: it reads `core.migration`
 * once, at its start and in each of its commands. So that name becomes a view which refuses. See
 * `docs/decisions/first-release-refused.md`.
 */
export async function barFirstRelease(owner: pg.Client): Promise<void> {
  const said = `VMESTE_SCHEMA_NEWER: this database was migrated by Vmeste ${platformVersion}, and this is ${firstRelease}. Start the newer version, or restore the backup from before the update`
  await owner.query('begin')
  try {
    const {
      rows: [found],
    } = await owner.query<{ kind: string | null; body: string | null }>(
      `select (select relkind from pg_class where oid = to_regclass('core.migration')) as kind, (select prosrc
        from pg_proc where oid = to_regproc('core.refuse_first_release')) as body`,
    )
    if (!found?.body?.includes(said)) {
      await owner.query(
        `create or replace function core.refuse_first_release() returns boolean language plpgsql as $$
          begin raise exception '${said}'; end $$`,
      )
    }
    if (found?.kind !== 'v') {
      await owner.query(`drop table if exists core.migration`)
      await owner.query(
        `create view core.migration as select id, name, executed_at from core.migration_log where core.refuse_first_release()`,
      )
    }
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** What the owner alone may see of the host's own schema. */
export async function hideFromHost(owner: pg.Client, installation: Installation): Promise<void> {
  await owner.query(
    `revoke all on core.migration_log, core.migration, core.installation from "${roleOf(installation, 'core')}"`,
  )
}
