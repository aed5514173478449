import { globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { civicPlugin } from '@vmeste/civic'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { MigrationFailed, migrateFor } from '@vmeste/host/storage'
import { VmesteError, type Plugin } from '@vmeste/sdk'

export interface MigrationTrial {
  /** Folder or package, for whoever is told. */
  readonly from: string
  /** Folder of the sources, in which the migration's file is looked for. */
  readonly sources?: string
  /** The version that is installed: an upgrade runs on top of what that one made. */
  readonly before?: Plugin
  /** A server whose owner may make databases, in place of one of our own. */
  readonly server?: string
}

const secret = 'for a database that lives as long as one trial'

/**
 * Runs a module's migrations where nobody is hurt: on an empty database of a PostgreSQL of our own in a temporary
 * folder, and for an upgrade once more on top of what the installed version has made.
 *
 * @throws VmesteError `VMESTE_MIGRATION_FAILED`, `VMESTE_MIGRATION_REFUSED` or `VMESTE_WALL_BROKEN` with the file and
 *   PostgreSQL's words
 */
export async function tryMigrations(plugin: Plugin, trial: MigrationTrial): Promise<void> {
  if (!plugin.storage?.migrations.length) return
  if (trial.server !== undefined) return tryOn(trial.server, plugin, trial)
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-trial-'))
  const postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
  try {
    await tryOn(postgres.url, plugin, trial)
  } finally {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function tryOn(server: string, plugin: Plugin, trial: MigrationTrial): Promise<void> {
  await withDatabase(server, (url) => onTopOf([], plugin, trial, url))
  const { before } = trial
  if (before?.storage?.migrations.length) await withDatabase(server, (url) => onTopOf([before], plugin, trial, url))
}

async function onTopOf(earlier: readonly Plugin[], plugin: Plugin, trial: MigrationTrial, url: string): Promise<void> {
  try {
    for (const each of [...earlier, plugin]) {
      const {
        failed: [failure],
      } = await migrateFor(url, secret, [civicPlugin(), each], [], { mayRest: new Set([each.id]) })
      if (failure) throw failure.error
    }
  } catch (error) {
    const code = error instanceof MigrationFailed ? error.code : 'VMESTE_MIGRATION_FAILED'
    throw new VmesteError(
      code,
      `${fileOf(error, plugin, trial)}: ${error instanceof Error ? error.message : String(error)} It was tried on ${earlier.length === 0 ? 'an empty database' : 'the tables of the installed version'} beside; no town has seen it. Mend it and try again`,
      { cause: error },
    )
  }
}

async function withDatabase(server: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `trial_${crypto.randomUUID().slice(0, 8)}`
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(`create database ${name}`)
    await work(new URL(`/${name}`, server).href)
  } finally {
    await client.query(`drop database if exists ${name} with (force)`)
    await client.end()
  }
}

/** The source that names the migration that failed; where there are no sources, the package. */
function fileOf(error: unknown, { storage }: Plugin, { from, sources }: MigrationTrial): string {
  const named =
    error instanceof MigrationFailed && storage!.migrations.some(({ name }) => name === error.migration)
      ? error.migration
      : undefined
  if (sources === undefined || named === undefined) return from
  const files = globSync('src/**/*.ts', { cwd: sources })
  return join(
    sources,
    files.find((file) => file.includes(named)) ??
      files.find((file) => readFileSync(join(sources, file), 'utf8').includes(named)) ??
      '',
  )
}
