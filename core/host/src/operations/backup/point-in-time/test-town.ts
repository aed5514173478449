import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../storage/embedded-postgres.ts'
import { folderTarget } from '../targets/folder-target.ts'
import type { BackupTarget } from '../targets/target.ts'
import { makeBaseCopy } from './base-copy.ts'
import { ChainFile } from './chain-file.ts'
import { LogCarrier } from './log-carrier.ts'

export const passphrase = 'several words of a small town'
const sealing = { passphrase, workFactor: 10 }
export const installation = '6b1f6a0e-0000-4000-8000-000000000001'

/** A town as small as can be, on a real embedded database that keeps its log: two tables and a few files. */
export interface TestTown {
  readonly folder: string
  readonly dataFolder: string
  readonly target: BackupTarget
  readonly postgres: EmbeddedPostgres
  readonly database: pg.Client
  readonly carrier: LogCarrier
  /** Writes a row, and a photo that goes with it before. */
  report(text: string): Promise<void>
  /** Until everything written up to now lies in the target. */
  carryAll(): Promise<void>
  base(): Promise<void>
  /** The end of the host and its machine. */
  stop(): Promise<void>
}

/** The account that PostgreSQL runs as may enter it, so that everything lies and goes in one place. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-point-'))
  await chmod(folder, 0o755)
  return folder
}

export async function startTestTown(
  folder: string,
  dataFolder: string,
  options: { mostStagedBytes?: number; fresh?: boolean } = {},
): Promise<TestTown> {
  const target = folderTarget(join(folder, 'copies'))
  const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'), { archive: {}, durable: false })
  const database = new pg.Client({ connectionString: postgres.superuserUrl })
  database.on('error', () => undefined)
  await database.connect()
  await database.query(
    'create schema if not exists core; create table if not exists core.city (id int); create table if not exists core.report (text text)',
  )
  const chain = new ChainFile(join(dirname(postgres.folder), 'point-in-time.json'))
  const carrier = new LogCarrier({
    target,
    staging: postgres.archiveFolder,
    chain,
    dataFolder,
    leastFreeBytes: 0,
    ...options,
  })
  const carryAll = async (): Promise<void> => {
    const {
      rows: [at],
    } = await database.query<{ segment: string }>('select pg_walfile_name(pg_switch_wal()) as segment')
    while (((await chain.read())?.last ?? '') < at!.segment) {
      await carrier.carryLog()
      await sleep(20)
    }
    await carrier.carryFiles(new Date())
  }
  return {
    folder,
    dataFolder,
    target,
    postgres,
    database,
    carrier,
    carryAll,
    report: async (text) => {
      const photo = join(dataFolder, 'files/civic/files/town/ab', text, 'full.webp')
      await mkdir(dirname(photo), { recursive: true })
      await writeFile(photo, `photo of ${text}`)
      await database.query('insert into core.report values ($1)', [text])
    },
    base: async () => {
      let making = true
      const made = makeBaseCopy({
        target,
        sealing,
        superuserUrl: postgres.superuserUrl,
        cluster: { data: postgres.folder, passwordFile: postgres.passwordFile },
        chain,
        dataFolder,
        installation,
        expected: false,
        now: new Date(),
      }).finally(() => {
        making = false
      })
      while (making) {
        await carrier.carryLog()
        await sleep(20)
      }
      await made
    },
    stop: async () => {
      await database.end().catch(() => undefined)
      await postgres.stop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/**
 * A town whose machine burns down: two reports before a moment, two after it, all of them copied. @returns the moment
 */
export async function burnDown(folder: string): Promise<Date> {
  const town = await startTestTown(folder, join(folder, 'data'))
  await town.report('before the base')
  await writeFile(join(town.dataFolder, 'secret'), 'the secret')
  await town.base()
  await town.report('before')
  await town.carryAll()
  const {
    rows: [now],
  } = await town.database.query<{ now: Date }>('select clock_timestamp() as now')
  // a tar tells seconds
  await sleep(1_000)
  await town.report('after')
  await town.report('after that')
  await town.carryAll()
  await town.stop()
  return now!.now
}

/** What a restored town knows. */
export async function reportsIn(dataFolder: string): Promise<string[]> {
  const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'), { durable: false })
  const database = new pg.Client({ connectionString: postgres.superuserUrl })
  await database.connect()
  const { rows } = await database.query<{ text: string }>('select text from core.report order by 1')
  await database.end()
  await postgres.stop()
  return rows.map(({ text }) => text)
}

export const photosIn = async (dataFolder: string): Promise<string[]> =>
  (await readdir(join(dataFolder, 'files/civic/files/town/ab'))).sort()
