import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { platformVersion } from '@vmeste/host/storage'
import { readUpdates } from '@vmeste/host/status'
import type { InstalledModules } from './installed-modules.ts'
import type { Env } from './read-env.ts'

/** How to ask what is newer than what is installed here; undefined where nobody wants to know. */
export function updatesFor(
  { updates, dataFolder }: Pick<Env, 'updates' | 'dataFolder'>,
  { plugins, folders }: Pick<InstalledModules, 'plugins' | 'folders'>,
): (() => ReturnType<typeof readUpdates>) | undefined {
  if (updates === undefined) return undefined
  // our own modules come with the platform and are as old as it is
  const added = plugins.flatMap(({ id }, at) => {
    const folder = folders[at]
    return folder?.startsWith(dataFolder) ? [[id, versionIn(folder)] as const] : []
  })
  return () => readUpdates(updates, { platform: platformVersion, modules: Object.fromEntries(added) })
}

const versionIn = (folder: string): string =>
  (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version
