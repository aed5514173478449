import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { civicPlugin } from '@vmeste/civic'
import { restorePlatform, type BackupSummary, type OnProgress, type RestoreCode, type Unsealing } from '@vmeste/host/backup'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { installedModules } from '../platform/installed-modules.ts'
import type { Env } from '../platform/read-env.ts'

export interface Wishes { readonly replace: boolean; readonly without: readonly string[] }

/** The code of this installation, with the modules that lie in a folder as in a data folder. */
export const codeIn = async (dataFolder: string): Promise<RestoreCode> => ({ plugins: [civicPlugin(), ...(await installedModules({ dataFolder })).plugins], units: [identityUnit] })

/** Restores into the database of this environment, the embedded one or an outer one. The embedded one is started for it, and nobody else may have it. */
export async function restoreWhole(env: Env, open: () => Readable, unsealing: Unsealing, { replace, without }: Wishes, progress: OnProgress): Promise<BackupSummary> {
  const embedded = env.databaseUrl ? undefined : await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), { inUse: 'refuse' })
  try {
    return await restorePlatform(open, unsealing, { ownerUrl: env.databaseUrl ?? embedded!.url, dataFolder: env.dataFolder, secret: env.secret, replace, without, code: codeIn }, progress)
  } finally { await embedded?.stop() }
}
