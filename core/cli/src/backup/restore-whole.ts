import type { Readable } from 'node:stream'
import { join } from 'node:path'
import pino from 'pino'
import { civicPlugin, pictureFolders } from '@vmeste/civic'
import { createHost } from '@vmeste/host'
import {
  erasurePurpose,
  replayErasures,
  restorePlatform,
  type OnProgress,
  type Replayed,
  type RestoreCode,
  type Restored,
  type RestoreResult,
  type Unsealing,
} from '@vmeste/host/backup'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import type { Opening } from '@vmeste/host/storage'
import { installedModules } from '../platform/installed-modules.ts'
import type { Env } from '../platform/read-env.ts'

export interface Wishes {
  readonly replace: boolean
  readonly without: readonly string[]
  /** Files that say what was erased since. */
  readonly erasures: readonly string[]
}

/** The code of this installation, with the modules that lie in a folder as in a data folder. */
export const codeIn = async (dataFolder: string): Promise<RestoreCode> => ({
  plugins: [civicPlugin(), ...(await installedModules({ dataFolder })).plugins],
  units: [identityUnit],
})

/**
 * Restores into the database of this environment, the embedded one or an outer one. The embedded one is started for it,
 * and nobody else may have it.
 */
export async function restoreWhole(
  env: Env,
  open: () => Readable,
  unsealing: Unsealing,
  wishes: Wishes,
  progress: OnProgress,
): Promise<RestoreResult> {
  const embedded = env.databaseUrl
    ? undefined
    : await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), { inUse: 'refuse' })
  const ownerUrl = env.databaseUrl ?? embedded!.url
  try {
    return await restorePlatform(
      open,
      unsealing,
      {
        ownerUrl,
        dataFolder: env.dataFolder,
        secret: env.secret,
        ...wishes,
        code: codeIn,
        eraseAgain: ({ secret, restoring, entries }) =>
          eraseAgain(env, ownerUrl, { secret, opening: { dataFolder: env.dataFolder, restoring }, entries }, progress),
      },
      progress,
    )
  } finally {
    await embedded?.stop()
  }
}

export interface Again extends Pick<Restored, 'secret' | 'entries'> {
  readonly opening: Opening
  readonly onlyCity?: string
}

/** A host that neither listens nor delivers, for what only modules know how to erase. */
export async function eraseAgain(
  env: Pick<Env, 'dataFolder' | 'logLevel' | 'origin'>,
  ownerUrl: string,
  { secret, opening, entries, onlyCity }: Again,
  progress: OnProgress,
): Promise<Replayed> {
  const { dataFolder } = env
  const modules = await installedModules({ dataFolder, faults: 'rest' })
  const host = await createHost({
    databaseUrl: ownerUrl,
    secret,
    opening,
    origin: env.origin,
    dataFolder: join(dataFolder, 'files'),
    civic: civicPlugin(),
    modules: modules.plugins,
    resting: modules.resting,
    units: [identityUnit],
    logger: pino({ level: env.logLevel }, pino.destination(2)),
    quiet: true,
  })
  try {
    return await replayErasures(
      {
        host,
        ownerUrl,
        key: host.key(erasurePurpose),
        foldersOf: (slug) => pictureFolders(join(dataFolder, 'files', 'civic'), slug),
        progress,
        ...(onlyCity === undefined ? {} : { onlyCity }),
      },
      entries,
    )
  } finally {
    await host.stop()
  }
}
