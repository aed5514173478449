import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { readRolePrefix } from '../../../storage/opening/role-prefix.ts'
import { isFolderMarked, readRestoreNote, type RestoreNote } from '../../../storage/opening/unfinished-restore.ts'
import { ourSchemas } from '../rows/tables.ts'

/** What lies in a data folder of one installation, and goes with it. */
const townNames = [
  'files',
  'modules',
  'plugins.config.json',
  'secret',
  'installation',
  'demonstration',
  'demonstration-told',
]

/** What a restore finds where it is to go. */
export interface Found {
  /** What holds something, in words; empty where nothing does. */
  readonly holds: readonly string[]
  readonly note: RestoreNote
}

/**
 * Looks at the target and changes nothing.
 *
 * @param owner connected as the database's owner
 * @throws VmesteError `VMESTE_RESTORE_HOST_RUNS`
 */
export async function lookAtTarget(owner: pg.Client, dataFolder: string): Promise<Found> {
  await requireNoHost(owner)
  const begun = await readRestoreNote(owner)
  const {
    rows: [core],
  } = await owner.query<{ core: boolean; city: boolean }>(
    `select to_regnamespace('core') is not null as core, to_regclass('core.city') is not null as city`,
  )
  const { rows: cities } = core?.city
    ? await owner.query<{ slug: string }>('select slug from core.city order by 1 limit 5')
    : { rows: [] }
  const {
    rows: [people],
  } = (await owner.query<{ there: boolean }>(`select to_regclass('identity.account') is not null as there`)).rows[0]
    ?.there
    ? await owner.query<{ any: boolean }>('select exists (select from identity.account) as any')
    : { rows: [] }
  const { prefix, kept } = await readRolePrefix(owner)
  return {
    note: begun ?? { takeOver: core?.core ?? false, rolePrefix: kept ? prefix : null },
    holds: [
      ...(cities.length > 0 && !begun
        ? [`the database holds cities (${cities.map(({ slug }) => slug).join(', ')})`]
        : []),
      ...(people?.any && cities.length === 0 && !begun ? ['the database holds accounts'] : []),
      ...((await isFolderMarked(dataFolder)) ? [] : await holdsIn(dataFolder)),
    ],
  }
}

/** Held by whoever restores, on a connection that ends with them. */
const lockKey = 7_163_514

/** Two restores at once would take each other's rows away. @throws VmesteError `VMESTE_RESTORE_BUSY` */
export async function takeTurn(owner: pg.Client): Promise<void> {
  const {
    rows: [turn],
  } = await owner.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [lockKey])
  if (!turn?.mine)
    throw new VmesteError('VMESTE_RESTORE_BUSY', 'Another restore is at work on this database. Wait until it has ended')
}

/** Every host listens to the others on a connection of that name. @throws VmesteError `VMESTE_RESTORE_HOST_RUNS` */
export async function requireNoHost(owner: pg.Client): Promise<void> {
  const {
    rows: [live],
  } = await owner.query<{ hosts: number }>(
    `select count(*)::int as hosts from pg_stat_activity where datname = current_database() and application_name = 'vmeste live'`,
  )
  if (live?.hosts)
    throw new VmesteError(
      'VMESTE_RESTORE_HOST_RUNS',
      'A host runs on this database. Stop every host, then restore; one city alone can be brought back beside them: --city <slug>',
    )
}

/**
 * What the platform itself puts into a data folder, and what a disk brings along. A restore takes its own away and
 * writes it anew.
 */
const ours = new Set([
  ...townNames,
  'postgres',
  'erasures',
  'backup-folders',
  'origin',
  'before',
  'restoring',
  'lost+found',
])

async function holdsIn(dataFolder: string): Promise<string[]> {
  const strange = (await readdir(dataFolder).catch(() => [])).filter((name) => !ours.has(name) && !name.startsWith('.'))
  return [
    ...((await holdsFiles(join(dataFolder, 'files'))) ? [`${join(dataFolder, 'files')} holds files`] : []),
    ...(strange.length > 0
      ? [`${dataFolder} holds what is none of the platform’s and would stay (${strange.slice(0, 5).join(', ')})`]
      : []),
  ]
}

async function holdsFiles(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  return entries.some((entry) => entry.isFile())
}

/**
 * Takes away what the platform and its modules have made there: schemas with everything in them, and no other; roles
 * stay, for they belong to the whole cluster.
 */
export async function emptyDatabase(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{
    name: string
  }>(`select n.nspname as name from pg_namespace n where ${ourSchemas} and (
    n.nspname in ('core', 'identity', 'graphile_worker') or exists (select from pg_class c where c.relnamespace = n.oid
      and c.relname = 'migration' and c.relkind in ('r', 'v')))`)
  if (rows.length === 0) return
  await owner.query(
    `begin; set local lock_timeout = '60s'; drop schema ${rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ')} cascade; commit`,
  )
}

/**
 * What lies in the data folder of the installation that was there. The embedded database's own files are none of it.
 */
export async function emptyFolder(dataFolder: string): Promise<void> {
  for (const name of townNames) await rm(join(dataFolder, name), { recursive: true, force: true })
}
