import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { escapeIdentifier as quoted, type ClientBase } from 'pg'
import { pack, type Pack } from 'tar-stream'
import { tablesOfCities, type CityTable, type OneCity } from './rows-of-cities.ts'
import type { UnitDoors } from './unit-doors.ts'

export interface CityExport {
  readonly rows: number
  readonly files: number
  /** Rows by table. */
  readonly tables: Readonly<Record<string, number>>
}

const page = 500
/** A part of a table is put together in memory, because an archive says beforehand how long each of its entries is. */
const partBytes = 4 * 1024 * 1024
const format = 1

/**
 * Writes everything of a city into one `tar.gz`: `city.json`, every row of every module as one moment saw them, in JSON
 * Lines (`rows/<schema>.<table>/000001.jsonl`), its files (`files/`, `quarantine/`), and `SHA256SUMS` of all of it, so
 * that `tar -xzf` and `sha256sum -c SHA256SUMS` are all that is needed to try it.
 *
 * @param folders with files of the city
 * @param to ends with the archive
 * @example await exportCity(doors, city, foldersOf(city.slug), new Date(), createWriteStream('luban.tar.gz'))
 */
export async function exportCity(
  doors: UnitDoors,
  city: OneCity,
  folders: readonly string[],
  at: Date,
  to: Writable,
): Promise<CityExport> {
  const archive = pack()
  const written = pipeline(archive, createGzip(), to)
  written.catch(() => undefined) // heard below
  const sums: string[] = []
  const put: Put = async (name, content) => {
    sums.push(`${createHash('sha256').update(content).digest('hex')}  ${name}`)
    await entry(archive, name, content.length, (sink) => {
      sink.end(content)
    })
  }
  const tables: Record<string, number> = {}
  try {
    await asOneMoment(doors, city, async (clientOf, owner) => {
      const {
        rows: [found],
      } = await owner.query<{ row: unknown }>('select to_jsonb(c) as row from core.city c where id = $1', [city.id])
      await put('city.json', Buffer.from(`${JSON.stringify({ format, at, city: found?.row })}\n`))
      for (const table of await tablesOfCities(owner)) {
        const rows = await putTable(await clientOf(table.schema), table, city, put)
        if (rows > 0) tables[`${table.schema}.${table.name}`] = rows
      }
    })
    let files = 0
    for (const folder of folders) {
      for (const path of await filesBelow(folder)) {
        await putFile(archive, `${basename(dirname(folder))}/${path}`, join(folder, path), sums)
        files++
      }
    }
    await entry(archive, 'SHA256SUMS', Buffer.byteLength(`${sums.join('\n')}\n`), (sink) => {
      sink.end(`${sums.join('\n')}\n`)
    })
    archive.finalize()
    await written
    return { rows: Object.values(tables).reduce((sum, n) => sum + n, 0), files, tables }
  } catch (error) {
    archive.destroy(error as Error)
    await written.catch(() => undefined)
    throw error
  }
}

type ClientOf = (schema: string) => Promise<ClientBase>
type Put = (name: string, content: Buffer) => Promise<void>

/** Connections as the role of each schema, all of which see the same moment, and rows of this city alone. */
async function asOneMoment(
  doors: UnitDoors,
  city: OneCity,
  work: (clientOf: ClientOf, owner: ClientBase) => Promise<void>,
): Promise<void> {
  const open = new Map<string, Awaited<ReturnType<UnitDoors['connect']>>>()
  const begin = async (schema: string | undefined, snapshot?: string): Promise<ClientBase> => {
    const key = schema === undefined || !doors.hasRole(schema) ? '' : schema
    const known = open.get(key)
    if (known) return known
    const client = await doors.connect(key === '' ? undefined : key)
    open.set(key, client)
    await client.query('begin isolation level repeatable read read only')
    if (snapshot !== undefined) await client.query(`set transaction snapshot '${snapshot}'`)
    await client.query(`select set_config('app.city', $1, true)`, [String(city.id)])
    return client
  }
  try {
    const owner = await begin(undefined)
    const {
      rows: [row],
    } = await owner.query<{ id: string }>('select pg_export_snapshot() as id')
    await work((schema) => begin(schema, row!.id), owner)
  } finally {
    for (const client of open.values()) {
      await client.query('rollback').catch(() => undefined)
      client.release()
    }
  }
}

async function putTable(client: ClientBase, table: CityTable, city: OneCity, put: Put): Promise<number> {
  const name = `${quoted(table.schema)}.${quoted(table.name)}`
  const where = table.by === 'id' ? `t.city = ${Number(city.id)}` : `t.city = '${city.slug.replaceAll("'", "''")}'`
  await client.query(`declare rows no scroll cursor for select to_jsonb(t)::text as row from ${name} t where ${where}`)
  let all = 0,
    part = 0,
    held: string[] = [],
    bytes = 0
  const flush = async (): Promise<void> => {
    if (held.length === 0) return
    await put(`rows/${table.schema}.${table.name}/${String(++part).padStart(6, '0')}.jsonl`, Buffer.from(held.join('')))
    held = []
    bytes = 0
  }
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${page} from rows`)
    for (const { row } of rows) {
      held.push(`${row}\n`)
      bytes += row.length
      if (bytes > partBytes) await flush()
    }
    all += rows.length
    if (rows.length < page) break
  }
  await flush()
  await client.query('close rows')
  return all
}

async function putFile(archive: Pack, name: string, path: string, sums: string[]): Promise<void> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  await entry(archive, name, size, (sink) => {
    const source = createReadStream(path)
    source.on('data', (piece) => {
      hash.update(piece)
    })
    source.once('error', (error) => {
      sink.destroy(error)
    })
    source.pipe(sink)
  })
  sums.push(`${hash.digest('hex')}  ${name}`)
}

async function entry(archive: Pack, name: string, size: number, fill: (sink: Writable) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>()
  fill(
    archive.entry({ name, size, mode: 0o600 }, (error) => {
      if (error) reject(error)
      else resolve(undefined)
    }) as unknown as Writable,
  )
  await promise
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name).slice(folder.length + 1))
    .sort()
}
