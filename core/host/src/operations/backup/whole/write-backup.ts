import { join } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Client, ClientBase } from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { requireMarkedFolder, requireOwnFolder } from '../../../storage/opening/data-folder.ts'
import { isOf } from '../../../storage/opening/fingerprint.ts'
import { readInstallationRow } from '../../../storage/opening/installation-row.ts'
import { platformVersion } from '../../../storage/opening/platform-version.ts'
import { requireRestored } from '../../../storage/opening/unfinished-restore.ts'
import { readAllCities } from '../../../storage/read-all-cities.ts'
import {
  formatVersion,
  places,
  summaryOf,
  tableKey,
  type BackupSummary,
  type BackupTable,
  type Manifest,
  type Tally,
  type Trailer,
} from '../archive/format.ts'
import { seal, type Sealing } from '../archive/sealing.ts'
import { ArchiveWriter } from '../archive/write-archive.ts'
import { backupFiles, filesInAList, listed, sha256 } from './backup-files.ts'
import { dataEntries } from './data-entries.ts'
import { nobodyLooks, type OnProgress } from './progress.ts'
import { copyRows, plainValues } from '../rows/copy.ts'
import { RowSum } from '../rows/row-sum.ts'
import { isOfTheMachine, schemasIn, sequencesIn, tablesIn } from '../rows/tables.ts'

/** What is backed up: a whole installation. */
export interface BackupSource {
  /** `DATABASE_URL`: the owner, who need not be a superuser. */
  readonly ownerUrl: string
  readonly secret: string
  /** `VMESTE_DATA` */
  readonly dataFolder: string
}

const squeeze = promisify(gzip) as (lines: Buffer, options: object) => Promise<Buffer>
const quick = { level: 1 }
const namedAtMost = 1_000

/**
 * Writes one backup, beside hosts that run or without any: the database as one moment saw it, then the files its rows
 * name. Memory holds no more of it than a megabyte of rows, or one photo.
 *
 * @param sink ended when the backup is whole; destroyed when it fails, so that nobody takes half of one for a backup
 * @throws VmesteError `VMESTE_ROWS_HIDDEN`, `VMESTE_SECRET_OTHER`, `VMESTE_DATA_OTHER`, `VMESTE_RESTORE_UNFINISHED`,
 *   `VMESTE_BACKUP_NOTHING`, `VMESTE_BACKUP_PASSPHRASE_SHORT`, `VMESTE_BACKUP_KEY`
 * @example await writeBackup({ ownerUrl, secret, dataFolder }, createWriteStream('vmeste.backup', { flags: 'wx', mode:
 *   0o600 }), { passphrase })
 */
export async function writeBackup(
  source: BackupSource,
  sink: Writable,
  sealing: Sealing,
  progress: OnProgress = nobodyLooks,
): Promise<BackupSummary> {
  const archive = new ArchiveWriter(new Date())
  const sealed = await seal(archive.stream, sealing).catch((error: unknown) => {
    sink.destroy()
    throw error
  })
  const written = pipeline(sealed, sink)
  const made = readAllCities(source.ownerUrl, ({ snapshot }) => writeAll(source, snapshot, archive, progress))
  made.catch((error: unknown) => {
    archive.fail(error as Error)
  })
  // where the target gives up, what was being read fails of that alone
  const [end, summary] = await Promise.allSettled([written, made])
  if (summary.status === 'rejected' && summary.reason instanceof VmesteError) throw summary.reason
  if (end.status === 'rejected') throw end.reason
  if (summary.status === 'rejected') throw summary.reason
  return summary.value
}

async function writeAll(
  source: BackupSource,
  snapshot: Client,
  archive: ArchiveWriter,
  progress: OnProgress,
): Promise<BackupSummary> {
  await snapshot.query(plainValues)
  const manifest = await manifestOf(snapshot, source)
  await archive.add(places.manifest, JSON.stringify(manifest))
  for await (const { name, content } of dataEntries(source.dataFolder, source.secret, manifest.installation))
    await archive.add(name, content)
  const tables: Record<string, Tally> = {}
  let rows = 0
  for (const table of manifest.tables) {
    progress({ step: 'database', rows, files: 0, at: tableKey(table) })
    const tally = (tables[tableKey(table)] = await writeTable(snapshot, table, archive, (n) => {
      progress({ step: 'database', rows: rows + n, files: 0, at: tableKey(table) })
    }))
    rows += tally.rows
  }
  const files = await writeFiles(snapshot, join(source.dataFolder, 'files'), archive, (n) => {
    progress({ step: 'files', rows, files: n })
  })
  const trailer: Trailer = { end: true, tables, ...files }
  await archive.add(places.trailer, JSON.stringify(trailer))
  archive.end()
  return summaryOf(manifest, trailer)
}

async function manifestOf(snapshot: Client, { secret, dataFolder }: BackupSource): Promise<Manifest> {
  await requireRestored(snapshot, dataFolder)
  const installation = await readInstallationRow(snapshot)
  if (!installation)
    throw new VmesteError(
      'VMESTE_BACKUP_NOTHING',
      'The database holds no installation that this version has started on: there is nothing to back up',
    )
  if (installation.fingerprint !== null && !(await isOf(installation.fingerprint, secret, installation.id))) {
    throw new VmesteError(
      'VMESTE_SECRET_OTHER',
      'The secret is not the one of this database, and a backup carries it: without it nothing in the backup could be opened. Set VMESTE_SECRET, or VMESTE_DATA to the folder that keeps it',
    )
  }
  await requireOwnFolder(dataFolder, secret, installation, false)
  await requireMarkedFolder(dataFolder, installation)
  const {
    rows: [now],
  } = await snapshot.query<{ at: Date }>('select now() as at')
  const { rows: cities } = await snapshot.query<Manifest['cities'][number]>(
    `select id, slug, name->>'ru' as name, demonstration from core.city order by slug`,
  )
  return {
    format: 'vmeste-backup',
    version: formatVersion,
    platform: platformVersion,
    at: now!.at.toISOString(),
    installation: installation.id,
    cities,
    schemas: await schemasIn(snapshot),
    tables: (await tablesIn(snapshot)).filter((table) => !isOfTheMachine(table)),
    sequences: await sequencesIn(snapshot),
  }
}

async function writeTable(
  snapshot: ClientBase,
  table: BackupTable,
  archive: ArchiveWriter,
  so: (rows: number) => void,
): Promise<Tally> {
  const sum = new RowSum()
  let part = 0
  for await (const lines of copyRows(snapshot, table)) {
    sum.addLines(lines)
    await archive.add(
      `${places.tables}${encodeURIComponent(tableKey(table))}/${String(++part).padStart(6, '0')}.copy.gz`,
      await squeeze(lines, quick),
    )
    so(sum.tally().rows)
  }
  return sum.tally()
}

async function writeFiles(
  snapshot: ClientBase,
  folder: string,
  archive: ArchiveWriter,
  so: (files: number) => void,
): Promise<Pick<Trailer, 'files' | 'missing'>> {
  const files = { count: 0, bytes: 0 }
  const missing = { count: 0, names: [] as string[] }
  const hashes = new Map<string, string>()
  let lists = 0
  const list = async (): Promise<void> => {
    if (hashes.size > 0) await archive.add(`${places.sums}${String(++lists).padStart(6, '0')}`, listed(hashes))
    hashes.clear()
  }
  for await (const { name, content } of backupFiles(snapshot, folder)) {
    if (!content) {
      if (missing.count++ < namedAtMost) missing.names.push(name)
      continue
    }
    await archive.add(places.files + name, content)
    hashes.set(places.files + name, sha256(content))
    files.count++
    files.bytes += content.length
    if (hashes.size >= filesInAList) await list()
    so(files.count)
  }
  await list()
  return { files, missing }
}
