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
  const goal = at && { recovery_target_time: `${at.toISOString().replace('T', ' ').replace('Z', '+00')}` }
  const recovered = await once(home, durable, log, goal ?? {})
  if (recovered) return { ...recovered, reached: true }
  const words = await lastLines(home.log, 8)
  // asked for more than the log holds, PostgreSQL refuses, and says how far it came
  if (!/before configured recovery target was reached/.test(words)) throw await failed(home)
  return { last: lastIn(words), cities: 0, reached: false }
}

/** `…  LOG:  last completed transaction was at log time 2026-11-30 03:37:05.1+00`; the zone is the server's own. */
function lastIn(words: string): Date | undefined {
  const [, time, hours, minutes = ':00'] =
    /last completed transaction was at log time (\S+ [\d:.]+)([+-]\d\d)(:\d\d)?$/m.exec(words) ?? []
  return time === undefined ? undefined : new Date(`${time}${hours}${minutes}`)
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
