import { chown, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { archiveSettings } from '../../../storage/embedded/archive.ts'
import { postgresBinaries } from '../../../storage/embedded/binaries.ts'
import { openHome, type Home } from '../../../storage/embedded/home.ts'
import { end, lastLines, recover, superuser } from '../../../storage/embedded/server.ts'

export interface Recovered {
  /** When the last thing happened that is in it; undefined where the log held no change. */
  readonly last: Date | undefined
  readonly cities: number
  /** False where the log ended before the moment that was asked for. */
  readonly reached: boolean
}

export interface Recovery {
  /** The embedded server's, with the cluster in `data` already. */
  readonly folder: string
  /** Where the segments lie, readable for the account that the database runs as. */
  readonly log: string
  /** Undefined: to the end. */
  readonly at: Date | undefined
  /** False gives up safety for speed: tests only. */
  readonly durable?: boolean | undefined
}

/**
 * Lets PostgreSQL replay its log over a copied cluster, up to a moment or to the end, and stops it again.
 *
 * @throws VmesteError `VMESTE_PITR_RECOVERY`, with PostgreSQL's own last words
 */
export async function recoverCluster({ folder, log, at, durable = true }: Recovery): Promise<Recovered> {
  const home = await openHome(folder)
  // asked for more than the log holds, PostgreSQL refuses; then what there is has to do, and whoever asked is told how
  // late it is
  const reached = at
    ? await once(home, durable, log, {
        recovery_target_time: `${at.toISOString().replace('T', ' ').replace('Z', '+00')}`,
      })
    : undefined
  if (reached) return { ...reached, reached: true }
  if (at && !/before configured recovery target was reached/.test(await lastLines(home.log))) throw await failed(home)
  const whole = await once(home, durable, log, {})
  if (!whole) throw await failed(home)
  return { ...whole, reached: !at }
}

async function once(
  home: Home,
  durable: boolean,
  log: string,
  goal: Record<string, string>,
): Promise<Omit<Recovered, 'reached'> | undefined> {
  const signal = join(home.data, 'recovery.signal')
  await writeFile(signal, '')
  if (home.account.uid !== undefined) await chown(signal, home.account.uid, home.account.gid!)
  const server = await recover(home, await postgresBinaries(home.account), durable, {
    ...(await archiveSettings(home, {})),
    ...goal,
    restore_command: takeFrom(log),
    recovery_target_timeline: 'latest',
    recovery_target_action: 'promote',
    // nobody is let in before it is done: a server that says it is ready is
    hot_standby: 'off',
  })
  if (!server) return undefined
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: superuser,
    password: home.password,
    database: 'vmeste',
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const {
      rows: [state],
    } = await client.query<{ last: Date | null; cities: number }>(
      `select pg_last_xact_replay_timestamp() as last, (select count(*)::int from core.city) as cities`,
    )
    await client.query('checkpoint')
    return { last: state?.last ?? undefined, cities: state?.cities ?? 0 }
  } finally {
    await client.end().catch(() => undefined)
    await end(server.pid)
    await rm(signal, { force: true })
  }
}

/** How PostgreSQL takes a segment. It runs this by the shell; a per cent sign in the path would be one of its own. */
function takeFrom(log: string): string {
  const plain = log.replaceAll('%', '%%')
  return process.platform === 'win32'
    ? `copy "${plain.replaceAll('/', '\\')}\\%f" "%p"`
    : `cp '${plain.replaceAll(`'`, `'\\''`)}'/%f %p`
}

async function failed(home: Home): Promise<VmesteError> {
  return new VmesteError(
    'VMESTE_PITR_RECOVERY',
    `PostgreSQL could not replay the log. Nothing starts on what was restored. Its last lines in ${home.log}:\n${await lastLines(home.log)}`,
  )
}
