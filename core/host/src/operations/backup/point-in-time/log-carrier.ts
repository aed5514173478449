import { createHash } from 'node:crypto'
import { readdir, readFile, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import { VmesteError } from '@vmeste/sdk'
import { seal } from '../archive/sealing.ts'
import type { BackupTarget } from '../targets/target.ts'
import { sealingOf } from './chain-key.ts'
import type { ChainFile, ChainNote, ChainProgress } from './chain-file.ts'
import { changedFiles } from './changed-files.ts'
import { chainsOf, namesIn, placeOf } from './layout.ts'
import { follows, isHistory, isSegment } from './segments.ts'
import { writeSealedTar } from './tar-out.ts'

const squeeze = promisify(zstdCompress) as (content: Buffer, options: object) => Promise<Buffer>

export interface CarrierOptions {
  readonly target: BackupTarget
  /** Where the database puts each finished segment of its log. */
  readonly staging: string
  readonly chain: ChainFile
  readonly dataFolder: string
  /** Refuses a target that is not this installation's, or below a mount that has gone. */
  readonly requireOwn?: () => Promise<void>
  /** What may wait in `staging` while the target is away. Then the town comes first. */
  readonly mostStagedBytes?: number
  readonly leastFreeBytes?: number
}

type Writing = ChainNote & { -readonly [K in keyof ChainProgress]: ChainProgress[K] }

export interface Carried {
  readonly segments: number
  readonly files: number
  readonly bytes: number
}

/**
 * Files are looked at from a little before the last look on: a clock may be set, and a picture is made before it is put
 * into its place.
 */
const overlapMs = 10 * 60_000

/** Carries what the embedded database wrote, and the files that came with it, into the chain in the target. */
export class LogCarrier {
  readonly #options: CarrierOptions
  /** What the target had of this chain when this host first looked: sums of its segments. */
  #there: { readonly chain: string; readonly sums: ReadonlyMap<string, string> } | undefined
  /** Carried within the overlap already. */
  #recent = new Map<string, number>()

  constructor(options: CarrierOptions) {
    this.#options = options
  }

  /**
   * Carries every finished segment, oldest first. What could not be carried waits, up to a bound.
   *
   * @throws VmesteError `VMESTE_BACKUP_TARGET_…`, `VMESTE_PITR_GAP` when log had to be given up
   */
  async carryLog(signal?: AbortSignal): Promise<Carried> {
    const { staging, chain } = this.#options
    let [segments, bytes] = [0, 0]
    try {
      const note = await this.#note()
      if (!note) return { segments, files: 0, bytes }
      const finished = (await readdir(staging)).filter((each) => isSegment(each) || isHistory(each)).sort()
      if (finished.length > 0) await this.#options.requireOwn?.()
      for (const name of finished) {
        signal?.throwIfAborted()
        const content = await readFile(join(staging, name))
        const sum = createHash('sha256').update(content).digest('hex')
        if (await this.#isOtherHistory(name, sum, note)) {
          await chain.forget()
          break
        }
        bytes += await this.#carry(name, content, sum, note, signal)
        segments++
        if (isSegment(name)) {
          if (note.last !== null && !follows(name, note.last, note.segmentBytes)) note.broken = true
          note.last = name
          await chain.progress(note.chain, note)
        }
        await rm(join(staging, name))
      }
      await this.#tidy()
      return { segments, files: 0, bytes }
    } finally {
      await this.#bound()
    }
  }

  /** Carries what has come into the data folder since the last time, in one piece. */
  async carryFiles(now: Date, signal?: AbortSignal): Promise<Carried> {
    const { target, chain, dataFolder } = this.#options
    const note = await this.#note()
    if (!note) return { segments: 0, files: 0, bytes: 0 }
    const since = new Date(Math.min(Date.parse(note.files ?? note.begun), now.getTime()) - overlapMs)
    const fresh: { name: string; changed: Date }[] = []
    for await (const file of changedFiles(dataFolder, since))
      if (this.#recent.get(file.name) !== file.changed.getTime()) fresh.push(file)
    let bytes = 0
    if (fresh.length > 0) {
      await this.#options.requireOwn?.()
      bytes = await writeSealedTar({
        target,
        name: namesIn(note).files(now),
        sealing: sealingOf(note.recipient),
        compress: true,
        signal,
        fill: async (tar) => {
          for (const { name, changed } of fresh) await tar.file(join(dataFolder, name), `town/${name}`, changed)
        },
      })
    }
    for (const [name, changed] of this.#recent) if (changed < since.getTime()) this.#recent.delete(name)
    for (const { name, changed } of fresh) this.#recent.set(name, changed.getTime())
    await chain.progress(note.chain, { ...note, files: now.toISOString() })
    return { segments: 0, files: fresh.length, bytes }
  }

  /** Whether there is a chain to carry to. */
  async isCarrying(): Promise<boolean> {
    return (await this.#note()) !== undefined
  }

  /** A chain that goes to another target is not this one's. */
  async #note(): Promise<Writing | undefined> {
    const note = await this.#options.chain.read()
    return note?.target === this.#options.target.place ? note : undefined
  }

  /**
   * Whether the target holds another segment of this name: a data folder that was put back from a copy brings its note
   * of the chain along and writes a second history under the names of the first. Without the note nothing is carried, and
   * a base copy of its own is due at once.
   */
  async #isOtherHistory(name: string, sum: string, note: ChainNote): Promise<boolean> {
    if (this.#there?.chain !== note.chain) {
      const [chain] = chainsOf(await this.#options.target.list(placeOf(note)))
      const logs = chain?.logs ?? []
      this.#there = {
        chain: note.chain,
        sums: new Map(logs.map((each) => [each.segment, each.name.split('-').at(-1)!])),
      }
    }
    const known = this.#there.sums.get(name)
    return known !== undefined && !sum.startsWith(known)
  }

  async #carry(name: string, content: Buffer, sum: string, note: ChainNote, signal?: AbortSignal): Promise<number> {
    const small = await squeeze(content, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
    return this.#options.target.write(
      namesIn(note).log(name, sum),
      async (sink) => {
        await pipeline(await seal(Readable.from([small], { objectMode: false }), sealingOf(note.recipient)), sink)
      },
      signal,
    )
  }

  /** The database puts there what nobody needs, too: the end of a timeline cut short, a note on a base copy. */
  async #tidy(): Promise<void> {
    const { staging } = this.#options
    for (const name of await readdir(staging))
      if (/^[0-9A-F]{24}\.([0-9A-F]{8}\.backup|partial)$/.test(name)) await rm(join(staging, name), { force: true })
  }

  async #bound(): Promise<void> {
    const { staging, chain, target, mostStagedBytes = 2 * 1024 ** 3, leastFreeBytes = 1024 ** 3 } = this.#options
    const names = (await readdir(staging)).filter((each) => isSegment(each))
    if (names.length < 2) return
    let staged = 0
    for (const name of names)
      staged += await stat(join(staging, name)).then(
        ({ size }) => size,
        () => 0,
      )
    const { bavail, bsize } = await statfs(staging)
    if (staged <= mostStagedBytes && bavail * bsize >= leastFreeBytes) return
    const note = await this.#note()
    if (note) await chain.progress(note.chain, { ...note, broken: true })
    for (const name of names) await rm(join(staging, name), { force: true })
    throw new VmesteError(
      'VMESTE_PITR_GAP',
      `${Math.round(staged / 1024 ** 2)} MB of the database's log waited for ${target.place} and left the disk no room: they were given up. Moments after the last one carried cannot be had until a new base copy is whole, which is begun by itself`,
    )
  }
}
