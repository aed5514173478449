import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import { Client } from 'pg'
import { archiveFolderOf, archiveSettings, type ArchiveOptions } from './embedded/archive.ts'
import { postgresBinaries } from './embedded/binaries.ts'
import { openHome, type Home } from './embedded/home.ts'
import { isOrphan, isRunning, readLockFile } from './embedded/lock-file.ts'
import { databaseOwner, ownerPassword, prepareOwner } from './embedded/owner.ts'
import { rotateLog } from './embedded/rotate-log.ts'
import { end, initialise, launch, relaunch, superuser, type FurtherSettings, type Running } from './embedded/server.ts'
import { supervise, type ServerNews } from './embedded/supervise.ts'

export type { ServerNews } from './embedded/supervise.ts'

const database = 'vmeste'
/** Held by the host that runs the server, on a connection that ends with it, however it ends. */
const keeperLock = 7_648_301

export interface EmbeddedPostgresOptions {
  /** False gives up safety for speed: tests only. Default true. */
  readonly durable?: boolean
  /** Lets the owner make further databases and end connections to them: tests only. Default false. */
  readonly createDatabases?: boolean
  /** What to do when a living host runs on this folder: refuse (default), or use its server beside it (commands). */
  readonly inUse?: 'refuse' | 'share'
  /** Told when the server has died and when it is back. */
  readonly onNews?: ServerNews
  /** Puts every finished segment of the log into `archiveFolder`, for whoever carries it on. Default: none is kept. */
  readonly archive?: ArchiveOptions
}

export interface EmbeddedPostgres {
  /**
   * Connection string of the owner, for migrations and for making the roles the host runs as. It may create roles and
   * is no superuser.
   */
  readonly url: string
  /**
   * The superuser that starts the cluster and makes the owner. The platform does not work as it: for tests, and for
   * mending by hand.
   */
  readonly superuserUrl: string
  readonly port: number
  /** Where the data really lies. */
  readonly folder: string
  /** Where the server puts its log when it is asked to; beside the data. */
  readonly archiveFolder: string
  /** File with the superuser's password. */
  readonly passwordFile: string
  /** True when the server ran already: left by a host that was killed, or shared with a living one. */
  readonly adopted: boolean
  /**
   * Rejects with `VMESTE_POSTGRES_LOST` when the server has died and does not come back; that of a shared one is its
   * host's matter.
   */
  readonly broken: Promise<never>
  /** Whether the server is gone at the moment. */
  isDown(): Promise<boolean>
  /** Stops the server; a shared one is left to its host. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came with the platform on a free port of 127.0.0.1, or takes over one that a killed host
 * left behind. When it dies it is started again on the same port, so that whoever worked with it goes on.
 *
 * @param folder made when missing: the cluster, its log and the owner's generated password
 * @throws VmesteError `VMESTE_DATA_IN_USE`, `VMESTE_DATA_FOLDER`, `VMESTE_POSTGRES_…`
 * @example const postgres = await startEmbeddedPostgres('var/postgres')
 */
export async function startEmbeddedPostgres(
  folder: string,
  options: EmbeddedPostgresOptions = {},
): Promise<EmbeddedPostgres> {
  const { durable = true, createDatabases = false, inUse = 'refuse', onNews = () => undefined, archive } = options
  const home = await openHome(folder)
  const further = archive ? await archiveSettings(home, archive) : {}
  const left = inUse === 'share' ? await running(home) : await leftAsWanted(home, archive !== undefined)
  const server = left ?? (await start(home, durable, further))
  const url = urlFor({ name: databaseOwner, password: ownerPassword(home.password) }, server.port, database)
  const handle = {
    url,
    superuserUrl: urlOf(home, server.port, database),
    port: server.port,
    folder: home.data,
    archiveFolder: archiveFolderOf(home),
    passwordFile: home.passwordFile,
    adopted: left !== undefined,
  }
  const keeper = await keep(home, server.port)
  if (!keeper && inUse !== 'share')
    throw new VmesteError(
      'VMESTE_DATA_IN_USE',
      `Another Vmeste already runs on ${home.data}. Stop it first, or set VMESTE_DATA to another folder.`,
    )
  const prepared = prepareOwner({
    connect: (name) => connect(home, server.port, name),
    password: ownerPassword(home.password),
    database,
    createDatabases,
  })
  await prepared.catch(async (error: unknown) => {
    await keeper?.end()
    if (keeper) await end(server.pid)
    throw error
  })
  if (!keeper)
    return {
      ...handle,
      broken: new Promise<never>(() => undefined),
      isDown: () => Promise.resolve(false),
      stop: () => Promise.resolve(),
    }
  const { broken, isDown, stop } = supervise({
    server,
    keeper,
    onNews,
    keep: () => keep(home, server.port),
    tidy: () => rotateLog(home.log),
    relaunch: async () => relaunch(home, await postgresBinaries(home.account), durable, server.port, further),
  })
  let stopping: Promise<void> | undefined
  return { ...handle, broken, isDown, stop: () => (stopping ??= stop()) }
}

/** Ends the server that a killed process left in the folder. True when none runs there any more. */
export async function endLeftServer(folder: string): Promise<boolean> {
  const data = join(resolve(folder), 'data')
  const lock = await readLockFile(data)
  if (!lock || !(await isRunning(lock.pid))) return true
  if (!(await isOrphan(lock.pid, data))) return false
  await end(lock.pid)
  return true
}

async function start(home: Home, durable: boolean, further: FurtherSettings): Promise<Running> {
  const binaries = await postgresBinaries(home.account)
  await initialise(home, binaries, durable)
  // a server nobody holds any more and nobody can reach (left in a closed network, or hanging)
  const lock = await readLockFile(home.data)
  if (lock && (await isOrphan(lock.pid, home.data))) await end(lock.pid)
  return launch(home, binaries, durable, further)
}

/**
 * The server that a killed host left, if it keeps its log as this one is to; one that does not is ended, unless a
 * living host has it.
 */
async function leftAsWanted(home: Home, archiving: boolean): Promise<Running | undefined> {
  const left = await running(home)
  if (!left || (await archives(home, left.port)) === archiving) return left
  const keeper = await keep(home, left.port)
  if (!keeper) return left
  await keeper.end()
  await end(left.pid)
  return undefined
}

async function archives(home: Home, port: number): Promise<boolean> {
  const client = await connect(home, port)
  try {
    const { rows } = await client.query<{ archive_mode: string }>('show archive_mode')
    return rows[0]?.archive_mode !== 'off'
  } finally {
    await client.end()
  }
}

/** The server of this very folder, if one answers; a number in a lock file alone proves nothing. */
async function running(home: Home): Promise<Running | undefined> {
  const lock = await readLockFile(home.data)
  if (!lock || !(await isRunning(lock.pid))) return undefined
  const client = await connect(home, lock.port).catch(() => undefined)
  if (!client) return undefined
  const { rows } = await client.query<{ data_directory: string }>('show data_directory')
  await client.end()
  return rows[0]?.data_directory === home.data ? lock : undefined
}

/** Takes the keeper's lock, undefined if a living host has it. The server notices a host's death a moment late. */
async function keep(home: Home, port: number): Promise<Client | undefined> {
  const client = await connect(home, port)
  for (let tries = 0; tries < 10; tries += 1) {
    const { rows } = await client.query<{ kept: boolean }>('select pg_try_advisory_lock($1) as kept', [keeperLock])
    if (rows[0]?.kept) return client
    await sleep(100)
  }
  await client.end()
  return undefined
}

async function connect(home: Home, port: number, name = 'postgres'): Promise<Client> {
  const client = new Client({
    connectionString: urlOf(home, port, name),
    connectionTimeoutMillis: 5_000,
    application_name: 'vmeste keeper',
  })
  // that a server ends under its keeper is heard as the end of the connection
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const urlOf = (home: Home, port: number, name: string): string =>
  urlFor({ name: superuser, password: home.password }, port, name)

const urlFor = ({ name, password }: { name: string; password: string }, port: number, into: string): string =>
  `postgres://${name}:${password}@127.0.0.1:${port}/${into}`
