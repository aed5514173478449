import { access } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { VmesteError } from '@vmeste/sdk'
import type { Env } from '../platform/read-env.ts'

export type Database = Pick<Env, 'dataFolder' | 'databaseUrl'>

/**
 * Names of a module's migrations that the installation's database has on record; undefined where it cannot be asked.
 * Changes nothing in it.
 */
export async function ranMigrations(
  { dataFolder, databaseUrl }: Database,
  id: string,
): Promise<readonly string[] | undefined> {
  const folder = join(dataFolder, 'postgres')
  // nothing is made only to be asked
  if (
    databaseUrl === undefined &&
    !(await access(folder).then(
      () => true,
      () => false,
    ))
  )
    return undefined
  const embedded =
    databaseUrl === undefined
      ? await startEmbeddedPostgres(folder, { inUse: 'share' }).catch(() => undefined)
      : undefined
  const client = new pg.Client({
    connectionString: databaseUrl ?? embedded?.url,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 5_000,
    application_name: 'vmeste add',
  })
  client.on('error', () => undefined)
  try {
    if (databaseUrl === undefined && !embedded) return undefined
    await client.connect()
    const table = `"${id.replaceAll('-', '_')}".migration`
    const {
      rows: [there],
    } = await client.query<{ found: string | null }>('select to_regclass($1)::text as found', [table])
    return there?.found
      ? (await client.query<{ name: string }>(`select name from ${table} order by id limit 10000`)).rows.map(
          ({ name }) => name,
        )
      : []
  } catch {
    return undefined
  } finally {
    await client.end().catch(() => undefined)
    await embedded?.stop()
  }
}

export interface Step {
  readonly id: string
  readonly from?: string
  readonly to: string
}

/**
 * A version that lacks a migration which has run would work on tables that it does not know.
 *
 * @throws VmesteError `VMESTE_MODULE_DOWNGRADE`
 */
export function requireForward({ id, from, to }: Step, ran: readonly string[], coming: readonly string[]): void {
  const past = ran.filter((name) => !coming.includes(name))
  if (past.length === 0) return
  const named = past.map((name) => `"${name}"`).join(', ')
  throw new VmesteError(
    'VMESTE_MODULE_DOWNGRADE',
    `${id} ${to} does not know ${named}, which ${from ? `${id} ${from}` : 'an earlier installation of it'} has run on the tables here. ` +
      `Add ${from ?? 'that version'} or a newer one; to begin anew, vmeste remove ${id} --export <file> --purge while that version is there`,
  )
}
