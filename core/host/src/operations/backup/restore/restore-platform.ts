import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { migrateJobs } from '../../../jobs/migrate-jobs.ts'
import { roleOf } from '../../../storage/units/installation.ts'
import { migrate } from '../../../storage/migrate.ts'
import { handOver } from '../../../storage/opening/hand-over.ts'
import type { Restoring } from '../../../storage/opening/opening.ts'
import { keepRolePrefix } from '../../../storage/opening/role-prefix.ts'
import type { StorageUnit } from '../../../storage/units/unit.ts'
import { markRestoring, unmarkRestoring } from '../../../storage/opening/unfinished-restore.ts'
import type { BackupSummary } from '../archive/format.ts'
import type { Unsealing } from '../archive/sealing.ts'
import { erasureFile, readErasures, type ErasureEntry } from '../../erasures/erasure-file.ts'
import type { Replayed } from '../../removal/replay-erasures.ts'
import { nobodyLooks, type OnProgress } from '../whole/progress.ts'
import { readBackup } from '../whole/read-backup.ts'
import { firstLook, type FirstLook } from './first-look.ts'
import { fitUnits, leftOut } from './fit-units.ts'
import { erasedSince, keepBook, takeEntries } from './erased-since.ts'
import { requireFiles, takeFile } from './take-files.ts'
import { RowsIn } from './take-rows.ts'
import { emptyDatabase, emptyFolder, lookAtTarget, requireNoHost, takeTurn } from './target.ts'

/** A platform that is back, and on which a host may work that erases again what the backup had not heard of. */
export interface Restored {
  readonly secret: string
  readonly restoring: Restoring
  readonly entries: readonly ErasureEntry[]
}
export interface RestoreResult extends BackupSummary {
  /** What was erased since the backup and is again; undefined where nothing was. */
  readonly erasedAgain?: Replayed
}

/** Where a whole installation is restored to. */
export interface RestoreTarget {
  /**
   * The owner of the database, which may have another name, server and prefix of roles than the one that was backed up.
   */
  readonly ownerUrl: string
  readonly dataFolder: string
  /** `VMESTE_SECRET`, where the operator keeps it outside the folder. */
  readonly secret?: string | undefined
  /** Cities and files that are there may go. */
  readonly replace?: boolean
  /** Modules, or their schemas, whose rows are left out. */
  readonly without?: readonly string[]
  /** All owners of tables in the code to restore with: modules that were added lie in this folder as in a data folder. */
  readonly units: (folder: string) => Promise<readonly StorageUnit[]>
  /**
   * Files with what was erased, beside the backup and elsewhere; the book of the database that is replaced counts by
   * itself.
   */
  readonly erasures?: readonly string[]
  /**
   * Called when everything is back and nothing may start yet, where something was erased since the backup: erases it
   * again.
   */
  readonly eraseAgain: (restored: Restored) => Promise<Replayed>
}

/**
 * Restores a whole installation while no host runs. The file is read to its end before anything is changed. From the
 * first change to the last a mark stands in database and folder, and nothing starts; killed in between, it is called
 * once more and begins anew.
 *
 * @param open opens the backup from its beginning; called twice
 * @throws VmesteError `VMESTE_BACKUP_…`, `VMESTE_RESTORE_…`
 * @example await restorePlatform(() => createReadStream('vmeste.backup'), { passphrase }, { ownerUrl, dataFolder, units
 *   })
 */
export async function restorePlatform(
  open: () => Readable,
  unsealing: Unsealing,
  target: RestoreTarget,
  progress: OnProgress = nobodyLooks,
): Promise<RestoreResult> {
  const look = await firstLook(open(), unsealing, progress)
  const owner = new pg.Client({
    connectionString: target.ownerUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste restore',
  })
  owner.on('error', () => undefined)
  try {
    if (target.secret !== undefined && target.secret !== look.secret)
      throw new VmesteError(
        'VMESTE_RESTORE_SECRET',
        'VMESTE_SECRET is another secret than the one in the backup, and nothing in the backup would open with it. Nothing was changed. Leave VMESTE_SECRET out: the restore writes the right one into the data folder',
      )
    const without = leftOut(look.manifest, target.without ?? [])
    const units = fitUnits(look.manifest, await target.units(look.folder), without)
    await owner.connect()
    await takeTurn(owner)
    // a line that means nothing is found before anything is changed
    for (const file of target.erasures ?? []) await readErasures(file, look.manifest.installation)
    const { holds, note } = await lookAtTarget(owner, target.dataFolder)
    if (holds.length > 0 && !target.replace)
      throw new VmesteError(
        'VMESTE_RESTORE_NOT_EMPTY',
        `There is something already: ${holds.join('; ')}. Nothing was changed. --replace takes it away for good`,
      )
    await mkdir(target.dataFolder, { recursive: true })
    await markRestoring(owner, target.dataFolder, note)
    await requireNoHost(owner)
    await keepBook(owner, target.dataFolder, look.manifest.installation)
    await emptyDatabase(owner)
    await emptyFolder(target.dataFolder)
    await putFolder(target, look)
    if (note.takeOver && note.rolePrefix) await keepRolePrefix(owner, { prefix: note.rolePrefix, kept: false })
    const restoring: Restoring = { installation: look.manifest.installation, takeOver: note.takeOver }
    const { installation } = await migrate(target.ownerUrl, look.secret, units, {
      opening: { dataFolder: target.dataFolder, restoring },
    })
    await migrateJobs(target.ownerUrl, roleOf(installation, 'core'))
    await take(open(), unsealing, owner, { ...target, without }, look, progress)
    const entries = await erasedSince(
      owner,
      [erasureFile(target.dataFolder), ...(target.erasures ?? [])],
      look.manifest.installation,
    )
    const erasedAgain =
      entries.length > 0 ? await target.eraseAgain({ secret: look.secret, restoring, entries }) : undefined
    await takeEntries(owner, entries)
    await handOver(target.dataFolder, ['postgres'])
    await unmarkRestoring(owner, target.dataFolder)
    return erasedAgain ? { ...look.summary, erasedAgain } : look.summary
  } finally {
    await owner.end().catch(() => undefined)
    await look.close()
  }
}

async function putFolder({ dataFolder, secret }: RestoreTarget, look: FirstLook): Promise<void> {
  await cp(look.folder, dataFolder, { recursive: true })
  if (secret === undefined) await writeFile(join(dataFolder, 'secret'), `${look.secret}\n`, { mode: 0o600 })
}

async function take(
  source: Readable,
  unsealing: Unsealing,
  owner: pg.Client,
  { dataFolder, without = [] }: RestoreTarget,
  { manifest, summary }: FirstLook,
  progress: OnProgress,
): Promise<void> {
  const files = join(dataFolder, 'files')
  const rows = new RowsIn(owner, manifest, without)
  await readBackup(
    source,
    unsealing,
    {
      begin: () => rows.begin(),
      rows: (table, lines) => rows.take(table, lines),
      rowsEnd: () =>
        rows.end(summary.tables, (at) => {
          progress({ step: 'checking', rows: summary.rows, files: 0, at })
        }),
      file: (name, content) => takeFile(files, name, content),
      hashes: (hashes) => requireFiles(files, hashes),
    },
    progress,
  )
}
