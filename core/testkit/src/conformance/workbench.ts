import type { Plugin } from '@vmeste/sdk'
import type { TestHost } from '../create-test-host.ts'
import { migrateModule, type MigratedDatabase } from './bench/migrate-module.ts'
import { openBenchHost } from './bench/open-bench-host.ts'
import { readSources, type Source } from './bench/read-sources.ts'
import type { EventSample } from './bench/sample-event.ts'
import { Untried, type RuleSubject } from './rule.ts'

/** A module together with the folder of its package. */
export interface ModulePlace {
  readonly plugin: Plugin
  readonly folder: string
}

export interface ConformanceOptions {
  /** Folder of the module's package: its sources, texts and contract are read there. */
  readonly folder: string
  /** What is installed beside it; a module that meets nobody in its own repository leaves this out. */
  readonly others?: readonly ModulePlace[]
  /** Modules of tests alone that stand in for whoever the module meets in capabilities. */
  readonly companions?: readonly Plugin[]
  /** By a handler's name: an event at which it has something to do. A made-up one is tried where none is given. */
  readonly samples?: Readonly<Record<string, EventSample>>
}

/** Everything a rule may look at; what is dear is made once, when the first rule asks. */
export interface Workbench extends RuleSubject, ModulePlace, Required<Omit<ConformanceOptions, 'folder'>> {
  readonly sources: () => readonly Source[]
  /** A database that had everything but the module, and got it. */
  readonly database: () => Promise<MigratedDatabase>
  /** A running host with the module, its companions and three cities: two alike for comparing, one for switching. */
  readonly host: () => Promise<TestHost>
  readonly close: () => Promise<void>
}

/** @param postgres owner's URL of a PostgreSQL in which databases may be made */
export function openWorkbench(plugin: Plugin, options: ConformanceOptions, postgres: string): Workbench {
  const { folder, others = [], companions = [], samples = {} } = options
  const database = once(() => migrateModule(postgres, plugin, companions), 'bronze/migrations')
  const host = once(async () => openBenchHost(postgres, [...companions, plugin]), 'bronze/answers')
  let sources: readonly Source[] | undefined
  return {
    plugin,
    folder,
    others,
    companions,
    samples,
    waiting: new Map(),
    sources: () => (sources ??= readSources(folder)),
    database: database.get,
    host: host.get,
    close: async () => {
      await host.made?.then(
        (made) => made.stop(),
        () => undefined,
      )
      await database.made?.then(
        (made) => made.drop(),
        () => undefined,
      )
    },
  }
}

/** Made once; whoever comes after a failure is told whose it is. */
export function once<T>(
  make: () => Promise<T>,
  rule: string,
): { get(): Promise<T>; readonly made: Promise<T> | undefined } {
  let made: Promise<T> | undefined
  return {
    get: () =>
      (made ??= make()).catch((cause: unknown) => {
        throw new Untried(rule, cause)
      }),
    get made() {
      return made
    },
  }
}
