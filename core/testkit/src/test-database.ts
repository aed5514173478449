import { createHash } from 'node:crypto'
import pg from 'pg'
import type { Plugin } from '@vmeste/sdk'
import { migrateFor, type StorageUnit } from '@vmeste/host/storage'

export const testSecret = 'a secret for tests only, thirty-two bytes and more'

/** A fresh database, copied from a template that is migrated once a run for each set of plugins. */
export async function createTestDatabase(
  ownerUrl: string,
  plugins: readonly Plugin[],
  units: readonly StorageUnit[],
): Promise<{ url: string; drop(): Promise<void> }> {
  const storages = [...units, ...plugins.map((plugin) => plugin.storage)].filter((unit) => unit !== undefined)
  // what a migration says counts, not its name alone: tests have modules that differ in nothing else
  const names = storages.flatMap((unit) => [
    unit.schema,
    ...unit.migrations.map((migration) => `${unit.schema}/${migration.name} ${String(migration.class)}`),
  ])
  const template = `template_${createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 12)}`
  const name = `t_${crypto.randomUUID().slice(0, 8)}`
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    // one at a time: a template can be copied only while nobody is connected to it
    await owner.query('select pg_advisory_lock(77)')
    const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [template])
    if (!rowCount) {
      await owner.query(`create database ${template}_making`)
      await migrateFor(withDatabase(ownerUrl, `${template}_making`), testSecret, plugins, units)
      await owner.query(`alter database ${template}_making rename to ${template}`)
    }
    await owner.query(`create database ${name} template ${template}`)
    await owner.query('select pg_advisory_unlock(77)')
  } finally {
    await owner.end()
  }
  return { url: withDatabase(ownerUrl, name), drop: () => drop(ownerUrl, name) }
}

async function drop(ownerUrl: string, name: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`drop database if exists ${name} with (force)`)
  await owner.end()
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url)
  changed.pathname = `/${database}`
  return changed.href
}
