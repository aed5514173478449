import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import {
  damaged,
  places,
  summaryOf,
  tableKey,
  type BackupSummary,
  type BackupTable,
  type Manifest,
  type Trailer,
} from '../archive/format.ts'
import { openArchive, type ArchiveEntry } from '../archive/read-archive.ts'
import type { Unsealing } from '../archive/sealing.ts'
import { filesInAList, readList, sha256 } from './backup-files.ts'
import { nobodyLooks, type OnProgress } from './progress.ts'
import { RowSum } from '../rows/row-sum.ts'

/**
 * What somebody does with a backup while it is read. Everything comes in the order in which it was written; nobody
 * reads on before they are done.
 */
export interface BackupReader {
  begin?(manifest: Manifest): Promise<void> | void
  /** One file of the data folder: `secret`, `installation`, `modules/…`. */
  data?(name: string, content: Buffer): Promise<void> | void
  /** Some whole lines of COPY of a table. */
  rows?(table: BackupTable, lines: Buffer): Promise<void> | void
  /** All rows of all tables have come. */
  rowsEnd?(): Promise<void> | void
  /** One file by its path below the folder for files. */
  file?(name: string, content: Buffer): Promise<void> | void
  /** Hashes of the files that came since the last call, by their paths. */
  hashes?(hashes: ReadonlyMap<string, string>): Promise<void> | void
}

const open = promisify(gunzip)

/**
 * Reads a backup from its first byte to its last, and holds everything in it to its hashes. Without a database.
 *
 * @returns what is in it, once all of it was read and is whole
 * @throws VmesteError `VMESTE_BACKUP_SEALED`, `VMESTE_BACKUP_DAMAGED`, `VMESTE_BACKUP_NEWER`, or what the reader throws
 * @example const { cities } = await readBackup(createReadStream('vmeste.backup'), { passphrase })
 */
export async function readBackup(
  source: Readable,
  unsealing: Unsealing,
  reader: BackupReader = {},
  progress: OnProgress = nobodyLooks,
): Promise<BackupSummary> {
  const archive = await openArchive(source, unsealing)
  try {
    const { manifest } = archive
    await reader.begin?.(manifest)
    const reading = new Reading(manifest, reader, progress)
    for await (const entry of archive.entries()) await reading.take(entry)
    await reading.end(archive.trailer())
    return summaryOf(manifest, archive.trailer())
  } finally {
    archive.close()
  }
}

class Reading {
  readonly #reader: BackupReader
  readonly #progress: OnProgress
  readonly #tables: ReadonlyMap<string, BackupTable>
  readonly #sums: ReadonlyMap<string, RowSum>
  readonly #files = { count: 0, bytes: 0 }
  #hashes = new Map<string, string>()
  #rows = 0
  #rowsEnded = false

  constructor(manifest: Manifest, reader: BackupReader, progress: OnProgress) {
    this.#reader = reader
    this.#progress = progress
    this.#tables = new Map(manifest.tables.map((table) => [tableKey(table), table]))
    this.#sums = new Map(manifest.tables.map((table) => [tableKey(table), new RowSum()]))
  }

  async take({ name, content }: ArchiveEntry): Promise<void> {
    if (name.startsWith(places.data)) await this.#reader.data?.(name.slice(places.data.length), content)
    else if (name.startsWith(places.tables)) await this.#takeRows(name, content)
    else if (name.startsWith(places.files)) await this.#takeFile(name, content)
    else if (name.startsWith(places.sums)) await this.#takeHashes(content)
    else throw damaged(`it holds ${name}, which belongs to nothing`)
  }

  async end(trailer: Trailer): Promise<void> {
    await this.#endRows()
    if (this.#hashes.size > 0) throw damaged('its last files have no hashes')
    for (const [key, sum] of this.#sums) {
      const [is, said] = [sum.tally(), trailer.tables[key]]
      if (said?.rows !== is.rows || said.sum !== is.sum)
        throw damaged(`rows of ${key} are missing or changed: ${is.rows} were read, ${said?.rows ?? 'none'} written`)
    }
    if (this.#files.count !== trailer.files.count || this.#files.bytes !== trailer.files.bytes)
      throw damaged(`${this.#files.count} files were read, ${trailer.files.count} written`)
  }

  async #takeRows(name: string, content: Buffer): Promise<void> {
    const key = decodeURIComponent(name.slice(places.tables.length, name.lastIndexOf('/')))
    const table = this.#tables.get(key)
    if (!table || this.#rowsEnded) throw damaged(`it holds ${name}, which its manifest does not name`)
    const lines = await open(content).catch((cause: unknown) => {
      throw damaged(`${name} cannot be unpacked`, cause)
    })
    const sum = this.#sums.get(key)!
    const before = sum.tally().rows
    sum.addLines(lines)
    this.#rows += sum.tally().rows - before
    await this.#reader.rows?.(table, lines)
    this.#progress({ step: 'database', rows: this.#rows, files: 0, at: key })
  }

  async #takeFile(name: string, content: Buffer): Promise<void> {
    await this.#endRows()
    this.#files.count++
    this.#files.bytes += content.length
    this.#hashes.set(name, sha256(content))
    if (this.#hashes.size > filesInAList) throw damaged('files in it have no hashes')
    await this.#reader.file?.(name.slice(places.files.length), content)
    this.#progress({ step: 'files', rows: this.#rows, files: this.#files.count })
  }

  async #takeHashes(content: Buffer): Promise<void> {
    const said = readList(content)
    for (const [name, hash] of this.#hashes)
      if (said.get(name) !== hash) throw damaged(`the file ${name} has another hash than was written`)
    if (said.size !== this.#hashes.size) throw damaged('files are missing in it')
    const hashes = new Map([...said].map(([name, hash]) => [name.slice(places.files.length), hash] as const))
    this.#hashes = new Map()
    await this.#reader.hashes?.(hashes)
  }

  async #endRows(): Promise<void> {
    if (this.#rowsEnded) return
    this.#rowsEnded = true
    await this.#reader.rowsEnd?.()
  }
}
