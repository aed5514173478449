import { chown, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createZstdDecompress } from 'node:zlib'
import { VmesteError } from '@vmeste/sdk'
import { openHome, type Home } from '../../../storage/embedded/home.ts'
import { handOver } from '../../../storage/opening/hand-over.ts'
import { unseal, type Unsealing } from '../archive/sealing.ts'
import type { BackupTarget } from '../targets/target.ts'
import { chooseChain, logFrom, type Chosen, type LogPiece } from './choose-chain.ts'
import { openChainKey } from './chain-key.ts'
import { namesIn } from './layout.ts'
import { recoverCluster } from './recover-cluster.ts'
import { inside, readSealedTar, writeEntry, writeSparse, type TarEntry } from './tar-in.ts'

export interface PointRestore {
  readonly target: BackupTarget
  readonly unsealing: Unsealing
  /** Empty or not there, or left by a restore of this kind that was cut short. */
  readonly dataFolder: string
  /** Undefined: the latest moment there is. */
  readonly at?: Date | undefined
  /** No copy reaches further. Else the machine's clock. */
  readonly now?: Date
  /** False gives up safety for speed: tests only. */
  readonly durable?: boolean
  /** Called when everything is back and nothing may start yet. */
  readonly afterwards?: () => Promise<void>
  /** Told of each step: `base`, `files`, `log`, `database`. */
  readonly onStep?: (step: 'base' | 'files' | 'log' | 'database', of: number) => void
}

export interface RestoredPoint {
  /** When the last change happened that is in it. */
  readonly last: Date | undefined
  readonly cities: number
  /** Of the base copy it began from. */
  readonly base: string
  readonly segments: number
  readonly files: number
  /** The first segment that is missing: what came after it is lost. */
  readonly hole: string | undefined
}

/** Clocks differ: only a moment that is further ahead than this is refused before anything is read. */
const clocksDifferMs = 10 * 60_000
const mark = 'restoring'

/**
 * Makes a data folder as it was at a moment: the embedded database from a base copy and its log, files, secret and
 * modules. While it is half done its mark keeps anything from starting; killed, it is called once more and begins anew.
 *
 * @throws VmesteError `VMESTE_RESTORE_NOT_EMPTY`, `VMESTE_PITR_…`, `VMESTE_BACKUP_…`
 * @example await restorePoint({ target, unsealing: { passphrase }, dataFolder: '/srv/vmeste/var/data', at: new
 *   Date('2026-11-29T10:00:00+03:00') })
 */
export async function restorePoint({
  target,
  unsealing,
  dataFolder,
  at,
  now = new Date(),
  durable,
  afterwards,
  onStep = () => undefined,
}: PointRestore): Promise<RestoredPoint> {
  if (at && at.getTime() - now.getTime() > clocksDifferMs)
    throw new VmesteError(
      'VMESTE_PITR_TOO_LATE',
      `${at.toISOString()} is still to come, it is ${now.toISOString()}. Nothing was changed. Leave --at out for the latest there is`,
    )
  await requireEmpty(dataFolder)
  const chosen = await chooseChain(target, at)
  const { pieces, hole } = logFrom(chosen)
  const keys = new Map<string, Unsealing>()
  for (const chain of chosen.chains) keys.set(chain.chain, await openChainKey(target, chain, unsealing))
  const keyOf = ({ chain }: { chain: string }): Unsealing => keys.get(chain) ?? {}

  await begin(dataFolder)
  const folder = join(dataFolder, 'postgres')
  const home = await openHome(folder)
  onStep('base', chosen.manifest.bytes)
  await rm(home.data, { recursive: true, force: true })
  let files = await takeBase(target, namesIn(chosen.base).base, keyOf(chosen.base), home, dataFolder)
  files += await takeFiles(target, chosen, keyOf, dataFolder, at, onStep)
  const log = join(dirname(home.data), 'replayed')
  await takeLog(target, pieces, keyOf, log, home, onStep)
  onStep('database', 0)
  const { last, cities, reached } = await recoverCluster({ folder, log, at, durable })
  // what happened between the end of the log and the moment is not in it: that must not pass for a success
  if (at && !reached) {
    await emptyAgain(dataFolder, home)
    throw new VmesteError(
      'VMESTE_PITR_TOO_LATE',
      `The copies reach to ${last?.toISOString() ?? chosen.manifest.whole}${hole ? ` (the log after ${hole} is missing)` : ''}, which is earlier than ${at.toISOString()}. The data folder is empty again. Name that moment, or leave --at out for the latest`,
    )
  }
  await rm(log, { recursive: true, force: true })
  await afterwards?.()
  await handOver(dataFolder, ['postgres'])
  await rm(join(dataFolder, mark))
  return { last, cities, base: chosen.base.chain, segments: pieces.length, files, hole }
}

/** @throws VmesteError `VMESTE_RESTORE_NOT_EMPTY` */
async function requireEmpty(dataFolder: string): Promise<void> {
  const there: string[] = await readdir(dataFolder).catch(() => [])
  if (there.length > 0 && !there.includes(mark))
    throw new VmesteError(
      'VMESTE_RESTORE_NOT_EMPTY',
      `There is something already in ${dataFolder} (${there.slice(0, 5).join(', ')}). Nothing was changed. Move it away, or set VMESTE_DATA to a new folder`,
    )
}

async function begin(dataFolder: string): Promise<void> {
  await mkdir(dataFolder, { recursive: true })
  await writeFile(
    join(dataFolder, mark),
    'A restore has begun here and is not done. Call it once more: vmeste restore\n',
    { flush: true },
  )
  // what an attempt before has left, apart from where the database lies when that is elsewhere
  for (const name of await readdir(dataFolder))
    if (name !== mark && name !== 'postgres') await rm(join(dataFolder, name), { recursive: true, force: true })
}

/** Takes away what was restored for nothing: only the log itself says how far it reaches. The mark goes last. */
async function emptyAgain(dataFolder: string, home: Home): Promise<void> {
  await rm(dirname(home.data), { recursive: true, force: true })
  for (const name of await readdir(dataFolder))
    if (name !== mark) await rm(join(dataFolder, name), { recursive: true, force: true })
  await rm(join(dataFolder, mark))
}

async function takeBase(
  target: BackupTarget,
  name: string,
  key: Unsealing,
  home: Home,
  dataFolder: string,
): Promise<number> {
  let files = 0
  await readSealedTar(target, name, key, async (entry) => {
    if (entry.name === 'password') await take(entry, dirname(home.passwordFile), 'password', home)
    else if (entry.name.startsWith('cluster/')) await take(entry, home.data, entry.name.slice('cluster/'.length), home)
    else if (entry.name.startsWith('town/')) files += await takeTown(entry, dataFolder)
  })
  // PostgreSQL insists on it, and the tar brings only what lies within
  await give(home.data, home)
  return files
}

async function take(entry: TarEntry, folder: string, name: string, home: Home): Promise<void> {
  const path = inside(folder, name)
  if (entry.isFolder) await mkdir(path, { recursive: true, mode: 0o700 })
  else {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    await writeEntry(entry, folder, name)
  }
  await give(path, home)
}

async function give(path: string, { account: { uid, gid } }: Home): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
}

async function takeTown(entry: TarEntry, dataFolder: string): Promise<number> {
  if (entry.isFolder) return 0
  const name = entry.name.slice('town/'.length)
  await writeEntry(entry, dataFolder, name)
  await utimes(inside(dataFolder, name), entry.changed, entry.changed)
  return 1
}

/**
 * Files that came after the base, up to the moment and the second it is in: a picture lies there before its row is
 * written.
 */
async function takeFiles(
  target: BackupTarget,
  { chains }: Chosen,
  keyOf: (chain: { chain: string }) => Unsealing,
  dataFolder: string,
  at: Date | undefined,
  onStep: NonNullable<PointRestore['onStep']>,
): Promise<number> {
  let taken = 0
  for (const chain of chains) {
    for (const { name, bytes } of chain.files) {
      onStep('files', bytes)
      await readSealedTar(target, name, keyOf(chain), async (entry) => {
        // what was erased later stays erased
        if (entry.name === 'town/erasures' || (entry.name.startsWith('town/') && !(at && entry.changed > at)))
          taken += await takeTown(entry, dataFolder)
      })
    }
  }
  return taken
}

async function takeLog(
  target: BackupTarget,
  pieces: readonly LogPiece[],
  keyOf: (chain: { chain: string }) => Unsealing,
  log: string,
  home: Home,
  onStep: NonNullable<PointRestore['onStep']>,
): Promise<void> {
  await rm(log, { recursive: true, force: true })
  await mkdir(log, { recursive: true, mode: 0o700 })
  await give(log, home)
  onStep('log', pieces.length)
  for (const { chain, name, segment } of pieces) {
    const sealed = await target.read(name)
    try {
      const plain = await unseal(sealed, keyOf(chain))
      const whole = createZstdDecompress()
      plain.once('error', (error: Error) => whole.destroy(error))
      await writeSparse(join(log, segment), plain.pipe(whole) as AsyncIterable<Buffer>)
      await give(join(log, segment), home)
    } catch (cause) {
      if (cause instanceof VmesteError || (cause as { code?: string }).code === 'ENOSPC') throw cause
      throw new VmesteError(
        'VMESTE_BACKUP_DAMAGED',
        `${name} in ${target.place} cannot be read: it is damaged. Take a moment before it, or a daily copy: vmeste restore <file>`,
        { cause },
      )
    } finally {
      sealed.destroy()
    }
  }
}
