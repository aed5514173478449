import pg from 'pg'
import type { Plugin } from '@vmeste/sdk'
import { migrateJobs } from '../../core/host/src/jobs/migrate-jobs.ts'
import { coreUnit } from '../../core/host/src/core-unit/core-unit.ts'
import { ensureRoles } from '../../core/host/src/storage/grants/database-roles.ts'
import { runMigrations } from '../../core/host/src/storage/run-migrations.ts'
import type { StorageUnit } from '../../core/host/src/storage/units/unit.ts'

export const secret = 'a secret for tests of the walls, thirty-two bytes and more'

/**
 * What release 0.1.0 leaves behind: every schema made by the owner of the database, and no policy for whoever migrates.
 */
export async function migrateAsFirstRelease(
  ownerUrl: string,
  plugins: readonly Plugin[],
  more: readonly StorageUnit[] = [],
): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  const prefix = `vmeste_${new URL(ownerUrl).pathname.slice(1).slice(0, 20)}`
  const units: StorageUnit[] = [
    coreUnit,
    ...more,
    ...plugins.flatMap(({ id, storage }) => (storage ? [{ id, ...storage }] : [])),
  ]
  await owner.query(`create schema core; comment on schema core is 'vmeste roles: ${prefix}'`)
  await ensureRoles(owner, ownerUrl, { rolePrefix: prefix, secret: secret }, units)
  for (const unit of units) {
    await owner.query(`create schema if not exists "${unit.schema}"`)
    await runMigrations({ url: ownerUrl, unit })
    const role = `"${prefix}_${unit.id}"`
    await owner.query(
      `grant usage on schema "${unit.schema}" to ${role}, "${prefix}_units"; grant
        select, insert, update, delete on all tables in schema "${unit.schema}" to ${role}`,
    )
  }
  await migrateJobs(ownerUrl, `${prefix}_core`)
  const { rows } = await owner.query<{ drop: string }>(
    `select format('drop policy every_city on %I.%I', schemaname, tablename) as drop from pg_policies where policyname = 'every_city'`,
  )
  for (const { drop } of rows) await owner.query(drop)
  await owner.end()
}
