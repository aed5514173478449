import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'

/** What stands on the disk, and what went through the log of the database. */
export interface Weight {
  readonly rows: ReadonlyMap<string, number>
  readonly bytes: ReadonlyMap<string, number>
  readonly walBytes: number
  readonly fileBytes: number
  readonly files: number
}

/** Every table of the platform, after a vacuum: rows counted, bytes with their indexes. */
export async function weigh(client: Client, folder: string): Promise<Weight> {
  const {
    rows: [before],
  } = await client.query<{ bytes: string }>(`select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes`)
  await client.query('vacuum')
  const { rows: tables } = await client.query<{ name: string; bytes: string }>(`
    select format('%I.%I', schemaname, relname) as name, pg_total_relation_size(relid) as bytes from pg_stat_user_tables`)
  const rows = new Map<string, number>()
  for (const { name } of tables)
    rows.set(name, Number((await client.query<{ n: string }>(`select count(*) as n from ${name}`)).rows[0]!.n))
  const found = await filesIn(join(folder, 'civic/files'))
  return {
    rows,
    bytes: new Map(tables.map(({ name, bytes }) => [name, Number(bytes)])),
    walBytes: Number(before!.bytes),
    fileBytes: found.bytes,
    files: found.count,
  }
}

async function filesIn(folder: string): Promise<{ bytes: number; count: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
  )
  return { bytes: sizes.reduce((a, b) => a + b, 0), count: sizes.length }
}
