import { createHash } from 'node:crypto'
import { escapeIdentifier as quoted, type ClientBase, type Pool } from 'pg'
import type { City, Plugin } from '@vmeste/sdk'
import type { Snapshot } from '../../storage/read-all-cities.ts'
import { cityTables } from './city-tables.ts'

export interface ExportSource {
  /** Connections as the module's own role, or one moment of the database as its owner sees it (`readAllCities`). */
  readonly from: Pool | Snapshot
  readonly plugin: Pick<Plugin, 'id' | 'engine' | 'storage'>
  readonly city: Pick<City, 'id' | 'slug'>
  readonly at: Date
}
export interface ModuleExport {
  /** JSON Lines: a manifest, every row, and an end with the digest of all lines before it. */
  readonly lines: AsyncIterable<string>
  /** Settled when the last line has been taken. */
  readonly done: Promise<{ readonly digest: string; readonly rows: number }>
}

const page = 500

/**
 * Everything a module holds in one city, as one moment saw it: page by page through a cursor,
 * so a host's memory holds no more of it than that.
 */
export function exportModule(source: ExportSource): ModuleExport {
  const { promise, resolve, reject } = Promise.withResolvers<{ digest: string; rows: number }>()
  promise.catch(() => undefined) // whoever reads the lines hears of it there
  return {
    done: promise,
    lines: (async function* () {
      const hash = createHash('sha256')
      let rows = 0
      try {
        for await (const { line, row } of read(source)) {
          hash.update(line)
          if (row) rows++
          yield line
        }
        const digest = hash.digest('hex')
        yield `${JSON.stringify({ end: true, rows, sha256: digest })}\n`
        resolve({ digest, rows })
      } catch (error) {
        reject(error)
        throw error
      } finally {
        reject(new Error('the export was left before its end'))
      }
    })(),
  }
}

async function* read({ from, ...source }: ExportSource): AsyncGenerator<{ line: string; row: boolean }> {
  if ('snapshot' in from) {
    yield* readCity(from.snapshot, source)
    return
  }
  const client = await from.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    // a reader on a bad line may take its time, and a large table is counted as a whole
    await client.query(
      `select set_config('app.city', $1, true), set_config('statement_timeout', '600000', true), set_config('idle_in_transaction_session_timeout', '300000', true)`,
      [String(source.city.id)],
    )
    yield* readCity(client, source)
    await client.query('commit')
    client.release()
  } catch (error) {
    client.release(true)
    throw error
  }
}

async function* readCity(
  client: ClientBase,
  { plugin, city, at }: Omit<ExportSource, 'from'>,
): AsyncGenerator<{ line: string; row: boolean }> {
  const schema = plugin.storage?.schema
  // said as well: an owner sees every city
  const here = `t where t.city = ${Number(city.id)}`
  const tables = schema === undefined ? [] : await cityTables(client, schema)
  const counts: Record<string, number> = {}
  for (const table of tables)
    counts[table] = (
      await client.query<{ n: number }>(`select count(*)::int n from ${quoted(schema!)}.${quoted(table)} ${here}`)
    ).rows[0]!.n
  const migrations = plugin.storage?.migrations.map(({ name }) => name) ?? []
  const about = { module: plugin.id, engine: plugin.engine, migrations, city: city.slug, at, tables: counts }
  yield { row: false, line: `${JSON.stringify({ manifest: 1, ...about })}\n` }
  for (const table of tables) {
    await client.query(
      `declare rows no scroll cursor for select to_jsonb(t)::text as row from ${quoted(schema!)}.${quoted(table)} ${here}`,
    )
    for (;;) {
      const { rows } = await client.query<{ row: string }>(`fetch ${page} from rows`)
      for (const { row } of rows) yield { row: true, line: `{"table":${JSON.stringify(table)},"row":${row}}\n` }
      if (rows.length < page) break
    }
    await client.query('close rows')
  }
}
