import type { Readable } from 'node:stream'
import { join } from 'node:path'
import { civicPlugin, pictureFolders } from '@vmeste/civic'
import { restoreCity, type CityResult, type OnProgress, type Unsealing } from '@vmeste/host/backup'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { openStorage } from '@vmeste/host/storage'
import { installedModules } from '../platform/installed-modules.ts'
import { openDatabase } from '../platform/open-database.ts'
import type { Env } from '../platform/read-env.ts'
import { eraseAgain, type Wishes } from './restore-whole.ts'

/** Brings one city back, beside a running host or without one. */
export async function restoreOneCity(
  env: Env,
  slug: string,
  open: () => Readable,
  unsealing: Unsealing,
  { replace, erasures }: Wishes,
  progress: OnProgress,
): Promise<CityResult> {
  const { plugins } = await installedModules({ dataFolder: env.dataFolder, faults: 'rest' })
  return openDatabase(env, { inUse: 'share' }, {}, async ({ url: ownerUrl, secret, opening, stop }) => {
    const storage = await openStorage(ownerUrl, secret, [civicPlugin(), ...plugins], [identityUnit], {
      opening,
      mayRest: new Set(plugins.map(({ id }) => id)),
    })
    try {
      return await restoreCity(
        open,
        unsealing,
        {
          ownerUrl,
          storage,
          secret,
          dataFolder: env.dataFolder,
          slug,
          replace,
          erasures,
          foldersOf: (city) => pictureFolders(join(env.dataFolder, 'files', 'civic'), city),
          eraseAgain: (entries) => eraseAgain(env, ownerUrl, { secret, opening, entries, onlyCity: slug }, progress),
        },
        progress,
      )
    } finally {
      await storage.close()
      await stop()
    }
  })
}
