import type { Logger } from 'pino'
import { uuidv7, type City, type Plugin } from '@vmeste/sdk'
import type pg from 'pg'
import { describeError } from '../log/describe-error.ts'
import { HealthTable } from './health-table.ts'
import type { HealthTuning } from './health-tuning.ts'
import type { HealthEntry, ModuleHealth } from './module-health.ts'

export interface HealthWatch {
  /** What this host and the others know of modules in a city, where they are not well. */
  in(city: number): Promise<HealthEntry[]>
  /** Runs every module's own check once, where it is on. */
  check(): Promise<void>
  stop(): Promise<void>
}

export interface HealthWatchOptions {
  readonly health: ModuleHealth
  readonly tuning: HealthTuning
  readonly pool: pg.Pool
  readonly modules: readonly Plugin[]
  readonly logger: Logger
  readonly cities: () => readonly { readonly city: City; readonly enabled: ReadonlySet<string> }[]
  /** Has a module look at itself in a city. */
  readonly checkIn: (city: number, plugin: Plugin) => Promise<void>
}

/** Keeps the record of modules' health going: their own checks, and what this host tells the others. */
export function watchHealth({
  health,
  tuning,
  pool,
  modules,
  logger,
  cities,
  checkIn,
}: HealthWatchOptions): HealthWatch {
  const table = new HealthTable(pool, uuidv7(), tuning.beatMs)
  let writing: Promise<void> = Promise.resolve()
  const write = (): Promise<void> =>
    (writing = writing
      .then(() => table.write(health.ailing()))
      .catch((error: unknown) => {
        logger.warn({ error: describeError(error) }, 'health could not be written; the next beat tries again')
      }))

  const check = async (): Promise<void> => {
    for (const plugin of modules) {
      for (const { city, enabled } of plugin.health ? cities() : []) {
        if (!enabled.has(plugin.id)) continue
        await checkIn(city.id, plugin).catch((error: unknown) => {
          logger.warn({ module: plugin.id, city: city.slug, error: describeError(error) }, 'health check failed')
        })
      }
    }
  }
  let checking: Promise<void> | undefined
  const checks = setInterval(() => {
    checking ??= check().finally(() => {
      checking = undefined
    })
  }, tuning.checkEveryMs)
  const beats = setInterval(() => void write(), tuning.beatMs)
  checks.unref()
  beats.unref()
  health.onChange(() => void write())

  return {
    in: async (city) => [
      ...health.ailing().filter((each) => each.city === 0 || each.city === city),
      ...(await table.others(city)),
    ],
    check,
    stop: async () => {
      clearInterval(checks)
      clearInterval(beats)
      await checking
      await writing
      await table.write([]).catch(() => undefined) // what stops is neither well nor ill
    },
  }
}
