import { join } from 'node:path'
import { startEmbeddedPostgres, type EmbeddedPostgresOptions } from '@vmeste/host/embedded-postgres'
import { databaseFault, requireRestoredFolder, type Opening } from '@vmeste/host/storage'
import { VmesteError } from '@vmeste/sdk'
import type { Env } from './read-env.ts'
import { readSecret, type Secret } from './read-secret.ts'

export interface OpenDatabase {
  /** Connection string of the owner. */
  readonly url: string
  readonly secret: string
  readonly opening: Opening
  /** Where it lies; undefined with an outer one. */
  readonly folder: string | undefined
  /** Where an embedded one puts its log when it is asked to; undefined with an outer one. */
  readonly archiveFolder: string | undefined
  /** Rejects with `VMESTE_POSTGRES_LOST` when an embedded one died and does not come back. */
  readonly broken: Promise<never>
  /** Whether an embedded one is gone at the moment. */
  isDown(): Promise<boolean>
  stop(): Promise<void>
}

/**
 * The database of this installation and the secret it belongs to, for as long as `work` needs to open what lies on it.
 * What fails on the way stops the embedded one again, and a fault of the connection is told as one.
 */
export async function openDatabase<T>(
  env: Env,
  options: Pick<EmbeddedPostgresOptions, 'inUse' | 'onNews'>,
  waiting: Pick<Opening, 'say' | 'signal'>,
  work: (database: OpenDatabase) => Promise<T>,
): Promise<T> {
  await requireRestoredFolder(env.dataFolder)
  // what a command writes without a host beside it belongs to the log as well
  const embedded = env.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), {
        ...options,
        ...(env.backup.target ? { archive: {} } : {}),
      })
  const url = env.databaseUrl ?? embedded!.url
  const opening: Opening = {
    ...waiting,
    dataFolder: env.dataFolder,
    makesFolder: (options.inUse ?? 'refuse') === 'refuse',
  }
  let found: Secret | undefined
  try {
    found = await readSecret(env, url, opening)
    return await work({
      url,
      secret: found.secret,
      opening,
      folder: embedded?.folder,
      archiveFolder: embedded?.archiveFolder,
      broken: embedded?.broken ?? new Promise<never>(() => undefined),
      isDown: async () => (await embedded?.isDown()) ?? false,
      stop: async () => {
        await embedded?.stop()
      },
    })
  } catch (error) {
    if (
      error instanceof VmesteError &&
      /^VMESTE_((SECRET|DATA)_OTHER|RESTORE_UNFINISHED|BACKUP_NOTHING)$/.test(error.code)
    )
      await found?.takeBack()
    await embedded?.stop()
    throw lostOnTheWay(error, url) ?? error
  }
}

/**
 * A database that went away while it was worked with. Other addresses are called on the way too, whose refusals are not
 * the database's.
 */
function lostOnTheWay(error: unknown, url: string): Error | undefined {
  const ofPostgres =
    error instanceof Error &&
    (('code' in error && /^[0-9A-Z]{5}$/.test(String(error.code))) || error.message.startsWith('Connection terminated'))
  return ofPostgres ? databaseFault(error, url) : undefined
}
