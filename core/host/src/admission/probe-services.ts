import type pg from 'pg'
import type { Plugin } from '@vmeste/sdk'
import type { CityRuntime } from '../city/city-runtime.ts'
import { makeSnapshot, type CitySnapshot } from '../city/city-snapshot.ts'
import { readCities } from '../city/read-cities.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { knownOf, restingModule, type RestingModule } from '../plugins/resting-module.ts'

/**
 * Sets every module's services up once, in a city where it is on, before anybody asks it: one that cannot rests instead
 * of failing at every request. What fails in some cities only is met there.
 *
 * @param runtimeOf makes a runtime that is let go at once
 */
export async function probeServices(
  pool: pg.Pool,
  registry: PluginRegistry,
  runtimeOf: (snapshot: CitySnapshot) => CityRuntime,
  fileOf: (module: string) => string,
): Promise<RestingModule[]> {
  const untried = new Map<string, Plugin>([...registry.installed].filter(([, plugin]) => plugin.services))
  const resting: RestingModule[] = []
  if (untried.size === 0) return resting
  for (const rows of await readCities(pool)) {
    const snapshot = makeSnapshot(rows, registry)
    const here = [...untried.values()].filter(({ id }) => snapshot.enabled.has(id))
    if (here.length === 0) continue
    const runtime = runtimeOf(snapshot)
    for (const plugin of here) {
      untried.delete(plugin.id)
      try {
        runtime.requireWhole(plugin)
      } catch (error) {
        resting.push(restingModule(knownOf(plugin), { stage: 'services', file: fileOf(plugin.id), error }))
      }
    }
    if (untried.size === 0) break
  }
  return resting
}
