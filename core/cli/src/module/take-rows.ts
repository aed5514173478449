import { open, rename, rm } from 'node:fs/promises'
import { citiesIn, exportModule, purgeModule, restingLine, type Host } from '@vmeste/host'
import { readAllCities } from '@vmeste/host/storage'
import { VmesteError, type Plugin } from '@vmeste/sdk'
import { openPlatform } from '../platform/open-platform.ts'
import type { Env } from '../platform/read-env.ts'

/** How many rows were written down and how many deleted; undefined for what was not asked for. */
export interface TakenRows {
  readonly exported?: number
  readonly purged?: number
}

/** Writes every row of a module down, of all cities, and then deletes them where that is asked for too. */
export async function takeRows(env: Env, id: string, exportTo: string, purge: boolean): Promise<TakenRows> {
  const platform = await openPlatform(env, { inUse: 'share', logTo: 'stderr' })
  try {
    const { registry } = platform.host
    const rests = registry.resting.get(id)
    // its tables may be there though it rests: what it declared says how to read them
    const plugin = registry.installed.get(id) ?? platform.modules.plugins.find((each) => each.id === id)
    if (!plugin || (rests && purge)) {
      const [may, without] = plugin
        ? ['written down but not deleted', '--purge']
        : ['neither written down nor deleted', '--export']
      throw new VmesteError(
        'VMESTE_REMOVE_EXPORT',
        `The rows of "${id}" can be ${may} while it ${rests ? restingLine(rests) : 'is not loaded.'} Take it out without ${without}: its rows stay in the database`,
      )
    }
    const exported = await exportRows(platform.host, platform.ownerUrl, plugin, exportTo)
    return { exported, ...(purge ? { purged: await purgeRows(platform.host, plugin) } : {}) }
  } finally {
    await platform.stop()
  }
}

/**
 * One manifest, the rows and their digest for each city, all of one moment; the file has its name only once it is
 * whole.
 */
async function exportRows({ store, clock }: Host, ownerUrl: string, plugin: Plugin, to: string): Promise<number> {
  const half = `${to}.part`
  // left by a call that was killed: this one is called once more in the same words
  await rm(half, { force: true }).catch(() => undefined)
  const file = await open(half, 'wx').catch((cause: unknown) => {
    throw new VmesteError(
      'VMESTE_REMOVE_EXPORT',
      `${half} cannot be written: ${(cause as Error).message}. Name another file`,
      { cause },
    )
  })
  try {
    const rows = await readAllCities(ownerUrl, async (from) => {
      const known = store.all().map(({ city: { id, slug } }) => ({ id, slug }))
      const gone = (plugin.storage ? await citiesIn(from.snapshot, plugin.storage.schema) : []).filter(
        (id) => !known.some((city) => city.id === id),
      )
      let written = 0
      for (const city of [...known, ...gone.map((id) => ({ id, slug: `#${id}` }))]) {
        const { lines, done } = exportModule({ from, plugin, city, at: clock.now() })
        for await (const line of lines) await file.write(line)
        written += (await done).rows
      }
      return written
    })
    await file.sync()
    await rename(half, to)
    return rows
  } catch (error) {
    await rm(half, { force: true })
    throw error
  } finally {
    await file.close()
  }
}

async function purgeRows({ registry, store, storage, systemScope, erasures }: Host, plugin: Plugin): Promise<number> {
  let purged = 0
  for (const { city } of store.all()) {
    const scope = systemScope(city.id, 'remove')
    const parts = {
      plugin,
      core: storage.pool('core'),
      own: scope.ctx(plugin),
      keepers: registry.always.map((keeper) => ({ plugin: keeper, ctx: scope.ctx(keeper) })),
    }
    for (let done = false; !done;) {
      const part = await purgeModule(parts, 4_000)
      purged += part.deleted
      done = part.done
    }
    await erasures.record(storage.pool('core'), { kind: 'module', module: plugin.id, city: city.slug })
  }
  await erasures.spread()
  return purged
}
