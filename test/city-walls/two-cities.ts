import { inject } from 'vitest'
import { createTestHost, uzda, zhodino, type TestHost, type TestHostOptions } from '@vmeste/testkit'
import { furnishCity, rolesOf, silverCity, silverIdentity, type FurnishedCity } from '@vmeste/testkit/run-silver'
import { installedFurnishings, installedPlugins } from '../installed.ts'
import { forgetful, forgetfulFurnishing, neverRest } from './forgetful-plugin.ts'

export const mark = 'МЕТКА-ЖОДИНО'

/** Every module there is and a forgetful one. */
export const everyPlugin = [...installedPlugins, forgetful]
export const everyFurnishing = [...installedFurnishings, forgetfulFurnishing]

/** A host of all modules on which whoever is called `all.<city>` holds every right; nothing fails for long. */
export const hostOfAll = (options: Partial<TestHostOptions> = {}): Promise<TestHost> =>
  createTestHost({
    postgres: inject('postgres'),
    modules: everyPlugin,
    ...options,
    host: {
      eventsTuning: { attempts: 1 },
      healthTuning: neverRest,
      identity: async () => silverIdentity(rolesOf(everyPlugin)),
      ...options.host,
    },
  })

/** Two cities in which every module has left what it can. */
export async function twoCities(
  options: Partial<TestHostOptions> = {},
): Promise<{ host: TestHost; home: FurnishedCity; away: FurnishedCity }> {
  const host = await hostOfAll({
    cities: [
      { ...uzda, demonstration: true },
      { ...zhodino, demonstration: true },
    ],
    ...options,
  })
  const home = await furnishCity(silverCity(host, 'uzda', 'UZ', 'МЕТКА-УЗДА'), everyFurnishing)
  const away = await furnishCity(silverCity(host, 'zhodino', 'ZH', mark), everyFurnishing)
  return { host, home, away }
}
