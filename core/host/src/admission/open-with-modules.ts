import type { Plugin } from '@vmeste/sdk'
import type { Storage } from '../storage/open-storage.ts'
import { fitModules } from './fit-modules.ts'
import { knownOf, restingModule, type RestingModule } from '../plugins/resting-module.ts'

export interface ComingModules {
  /** The platform's own: nothing works without them. */
  readonly always: readonly Plugin[]
  readonly modules: readonly Plugin[]
  /** Modules that failed before they got here. */
  readonly resting?: readonly RestingModule[]
  /** Where a module's code begins. */
  readonly fileOf?: (module: string) => string
  /** Opens the migrated database for these modules; those that fail there may rest. */
  readonly open: (modules: readonly Plugin[], mayRest: ReadonlySet<string>) => Promise<Storage>
}
export interface OpenedModules {
  readonly storage: Storage
  readonly modules: readonly Plugin[]
  readonly resting: readonly RestingModule[]
}

/**
 * Opens the database with every module that fits and migrates; the others rest, and what leaned on them is looked at
 * once more.
 */
export async function openWithModules({
  always,
  modules,
  resting = [],
  fileOf,
  open,
}: ComingModules): Promise<OpenedModules> {
  const fitted = fitModules(always, modules, fileOf)
  const storage = await open(fitted.modules, new Set(fitted.modules.map(({ id }) => id)))
  const failed = storage.failed.map(({ unit, migration, error }) =>
    restingModule(knownOf(fitted.modules.find(({ id }) => id === unit)!), {
      stage: 'migration',
      file: migration,
      error,
    }),
  )
  try {
    const left =
      failed.length === 0
        ? { modules: fitted.modules, resting: [] }
        : fitModules(
            always,
            fitted.modules.filter(({ id }) => !failed.some((each) => each.id === id)),
            fileOf,
          )
    return { storage, modules: left.modules, resting: [...resting, ...fitted.resting, ...failed, ...left.resting] }
  } catch (error) {
    await storage.close()
    throw error
  }
}
