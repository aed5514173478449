import { mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '@vmeste/testkit/browser'
import { inject } from 'vitest'
import { startPlatform, type SharedPlatform } from './platform.ts'

/** What files share: nobody ends it but the run. */
export interface Shared {
  readonly platform: SharedPlatform
  readonly browser: Browser
}

let shared: Promise<Shared> | undefined

/**
 * The one platform and the one browser of this worker, and in it a city that is this file's alone. A file that needs
 * a host of its own (one that ends, has other modules or other settings) says so in one line, `A host of its own: why`,
 * and takes `startPlatform`.
 *
 * @param city its address, named after the file; left out where the demonstration's own Uzda is looked at
 */
export async function sharedPlatform(city?: string): Promise<Shared> {
  shared ??= start()
  const { platform, browser } = await shared
  if (city) await platform.addCity(city)
  return { platform, browser }
}

/** Ends with the worker: the browser hangs on it, and database and files are the run's, which clears them away. */
async function start(): Promise<Shared> {
  const dataFolder = await mkdtemp(join(inject('folder'), 'platform-'))
  const [platform, browser] = await Promise.all([
    // tests run in this process: what holds them up says nothing of the database
    startPlatform(inject('postgres'), [], { dataFolder, probeMs: 15_000 }),
    launchBrowser(),
  ])
  return { platform, browser }
}
