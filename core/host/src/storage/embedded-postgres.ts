import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import { Client } from 'pg'
import { postgresBinaries } from './embedded/binaries.ts'
import { openHome, type Home } from './embedded/home.ts'
import { isOrphan, isRunning, readLockFile } from './embedded/lock-file.ts'
import { databaseOwner, ownerPassword, prepareOwner } from './embedded/owner.ts'
import { end, initialise, launch, superuser } from './embedded/server.ts'

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
}

export interface EmbeddedPostgres {
  /** Connection string of the owner, for migrations and for making the roles the host runs as. It may create roles and is no superuser. */
  readonly url: string
  /** The superuser that starts the cluster and makes the owner. The platform does not work as it: for tests, and for mending by hand. */
  readonly superuserUrl: string
  readonly port: number
  /** Where the data really lies. */
  readonly folder: string
  /** True when the server ran already: left by a host that was killed, or shared with a living one. */
  readonly adopted: boolean
  /** Stops the server; a shared one is left to its host. */
  stop(): Promise<void>
}

/**
 * Starts the PostgreSQL that came with the platform on a free port of 127.0.0.1, or takes over one that a killed host left behind.
 *
 * @param folder made when missing: the cluster, its log and the owner's generated password
 * @throws VmesteError `VMESTE_DATA_IN_USE`, `VMESTE_DATA_FOLDER`, `VMESTE_POSTGRES_…`
 * @example const postgres = await startEmbeddedPostgres('var/postgres')
 */
export async function startEmbeddedPostgres(folder: string, { durable = true, createDatabases = false, inUse = 'refuse' }: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const home = await openHome(folder)
  const left = await running(home)
  const server = left ?? await start(home, durable)
  const url = urlFor({ name: databaseOwner, password: ownerPassword(home.password) }, server.port, database)
  const handle = { url, superuserUrl: urlOf(home, server.port, database), port: server.port, folder: home.data, adopted: left !== undefined }
  const keeper = await keep(home, server.port)
  const stop = keeper ? stopOnce(keeper, server.pid) : () => Promise.resolve()
  if (keeper || inUse === 'share') await prepareOwner({ connect: (name) => connect(home, server.port, name), password: ownerPassword(home.password), database, createDatabases }).catch(async (error: unknown) => { await stop(); throw error })
  if (keeper) return { ...handle, stop }
  if (inUse === 'share') return { ...handle, stop }
  throw new VmesteError('VMESTE_DATA_IN_USE', `Another Vmeste already runs on ${home.data}. Stop it first, or set VMESTE_DATA to another folder.`)
}

/** Ends the server that a killed process left in the folder. True when none runs there any more. */
export async function endLeftServer(folder: string): Promise<boolean> {
  const data = join(resolve(folder), 'data')
  const lock = await readLockFile(data)
  if (!lock || !await isRunning(lock.pid)) return true
  if (!await isOrphan(lock.pid, data)) return false
  await end(lock.pid)
  return true
}

async function start(home: Home, durable: boolean): Promise<{ pid: number; port: number }> {
  const binaries = await postgresBinaries(home.account)
  await initialise(home, binaries, durable)
  // a server nobody holds any more and nobody can reach (left in a closed network, or hanging)
  const lock = await readLockFile(home.data)
  if (lock && await isOrphan(lock.pid, home.data)) await end(lock.pid)
  return launch(home, binaries, durable)
}

/** The server of this very folder, if one answers; a number in a lock file alone proves nothing. */
async function running(home: Home): Promise<{ pid: number; port: number } | undefined> {
  const lock = await readLockFile(home.data)
  if (!lock || !await isRunning(lock.pid)) return undefined
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
  const client = new Client({ connectionString: urlOf(home, port, name), connectionTimeoutMillis: 5_000, application_name: 'vmeste keeper' })
  // a server that ends under the keeper is reported by whoever works with it
  client.on('error', () => undefined)
  await client.connect()
  return client
}

function stopOnce(keeper: Client, pid: number): () => Promise<void> {
  let stopping: Promise<void> | undefined
  return () => stopping ??= keeper.end().catch(() => undefined).then(() => end(pid))
}

const urlOf = (home: Home, port: number, name: string): string => urlFor({ name: superuser, password: home.password }, port, name)

const urlFor = ({ name, password }: { name: string; password: string }, port: number, into: string): string =>
  `postgres://${name}:${password}@127.0.0.1:${port}/${into}`
