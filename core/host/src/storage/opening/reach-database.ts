import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { databaseFault, isLate, partsOf } from './database-fault.ts'
import type { Opening } from './opening.ts'

const patience = 60_000

/**
 * Connects, and waits for a database that is late: at boot a host may well be up before it.
 *
 * @returns a connection that the caller ends
 * @throws VmesteError `VMESTE_DATABASE_…`
 */
export async function reachDatabase(
  url: string,
  {
    say = (line) => {
      process.stderr.write(`${line}\n`)
    },
    signal,
    patienceMs = patience,
  }: Opening = {},
): Promise<pg.Client> {
  const from = performance.now()
  for (;;) {
    const { client, cause } = await tryOnce(url)
    if (client) return client
    const left = patienceMs - (performance.now() - from)
    if (!isLate(cause) || left <= 0) throw databaseFault(cause, url) ?? cause
    say(
      `  … waiting for the database at ${partsOf(url).where} (${String((cause as { code?: string }).code)}), ${Math.ceil(left / 1000)} s more at most`,
    )
    await sleep(Math.min(1_000, left), undefined, signal ? { signal } : {})
  }
}

async function tryOnce(
  url: string,
): Promise<{ client: pg.Client; cause?: never } | { client?: never; cause: unknown }> {
  let client: pg.Client | undefined
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
    // a connection that dies tells the query at work; unheard between two queries it would end the process
    client.on('error', () => undefined)
    await client.connect()
    return { client }
  } catch (cause) {
    await client?.end().catch(() => undefined)
    return { cause }
  }
}
