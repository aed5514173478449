import pg from 'pg'
import { DatabaseClient } from './database-client.ts'
import { outageOf, type Outage } from './outage-of.ts'

/** How one part of the ground is: well, or what it is that does not work. */
export type PartState = 'ok' | Outage | 'forbidden'

export interface DatabaseProbe {
  /** Writes for real, as the host. */
  write(): Promise<PartState>
  /** Signs in anew as every unit: connections that stand would hide that no new one can be made. */
  signIn(): Promise<PartState>
  end(): Promise<void>
}

/**
 * Tries what the host lives on. The write reaches the disk with its commit and leaves one row behind, always the same;
 * what spills over the smallest memory for work asks the server's disk for room, as growing tables do.
 *
 * @param urls connection strings, by unit
 * @param patienceMs how long each step is waited for
 */
export function probeDatabase(
  urls: { readonly core: string; readonly units: readonly string[] },
  patienceMs: number,
): DatabaseProbe {
  const settings = {
    connectionTimeoutMillis: patienceMs,
    statement_timeout: patienceMs,
    query_timeout: patienceMs,
    application_name: 'vmeste ready',
  }
  const pool = new pg.Pool({
    connectionString: urls.core,
    max: 1,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
    Client: DatabaseClient,
    ...settings,
  })
  pool.on('error', () => undefined) // the next probe connects again

  async function write(): Promise<void> {
    const client = await pool.connect()
    try {
      await client.query('begin')
      await client.query(
        `insert into core.write_probe (one, at) values (true, now()) on conflict (one) do update set at = now()`,
      )
      await client.query(`set local work_mem = '64kB'`)
      await client.query('select count(*) from generate_series(1, 20000)')
      await client.query('commit')
      client.release()
    } catch (error) {
      client.release(true)
      throw error
    }
  }

  async function signIn(connectionString: string): Promise<PartState> {
    const client = new DatabaseClient({ connectionString, ...settings })
    try {
      await client.connect()
      const {
        rows: [row],
      } = await client.query<{ closed: boolean }>(
        `select pg_is_in_recovery() or current_setting('transaction_read_only')::boolean as closed`,
      )
      return row?.closed ? 'read-only' : 'ok'
    } finally {
      await client.end().catch(() => undefined)
    }
  }

  return {
    write: () => stateOf(write().then(() => 'ok' as const)),
    signIn: async () =>
      (await Promise.all(urls.units.map((url) => stateOf(signIn(url))))).find((state) => state !== 'ok') ?? 'ok',
    end: () => pool.end(),
  }
}

function stateOf(work: Promise<PartState>): Promise<PartState> {
  return work.catch(
    (error: unknown) => outageOf(error) ?? ((error as { code?: unknown }).code === '42501' ? 'forbidden' : 'failing'),
  )
}
