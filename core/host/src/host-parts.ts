import type { Express } from 'express'
import type { Logger } from 'pino'
import type { Clock, Actor, City, Lang } from '@vmeste/sdk'
import type { ErasureBook } from './operations/erasures/erasure-book.ts'
import type { CityRuntimes } from './city/city-runtimes.ts'
import type { NewCity } from './city/create-city.ts'
import type { RequestScope } from './city/request-scope.ts'
import type { SnapshotStore } from './city/snapshot-store.ts'
import type { Events } from './events/create-events.ts'
import type { GraphCache } from './graph/graph-cache.ts'
import type { TrustedDocuments } from './plugins/trusted-documents.ts'
import type { ModuleHealth } from './health/module-health.ts'
import type { IdentityPort } from './identity/shared/port/identity-port.ts'
import type { Readiness } from './outage/readiness.ts'
import type { PluginRegistry } from './plugins/plugin-registry.ts'
import type { Status } from './operations/status/create-status.ts'
import type { Storage } from './storage/open-storage.ts'

/** The parts of a running host, for its portal, its tests and its commands. */
export interface HostParts {
  readonly app: Express
  readonly origin: string
  readonly logger: Logger
  readonly clock: Clock
  readonly registry: PluginRegistry
  readonly storage: Storage
  readonly store: SnapshotStore
  readonly runtimes: CityRuntimes
  readonly graphs: GraphCache
  readonly trusted: TrustedDocuments
  readonly events: Events
  readonly health: ModuleHealth
  /** Whether the ground under the host holds: its database and its disk. */
  readonly readiness: Readiness
  /** How the whole installation is. */
  readonly status: Status
  /** Runs the modules' own health checks now, not at the next round. */
  checkHealth(): Promise<void>
  readonly identity: IdentityPort | undefined
  /** What was erased, for the day an older backup is restored. */
  readonly erasures: ErasureBook
  /** Where modules keep files. */
  readonly filesFolder: string
  key(purpose: string): Buffer
  /** The platform itself at work in a city: jobs, seeds, commands. */
  systemScope(city: number, name: string): RequestScope
  /** Somebody at work in a city without HTTP: server-rendered pages, the demonstration. */
  scopeFor(city: number, actor: Actor, lang: Lang): RequestScope
  createCity(city: NewCity, modules: readonly string[]): Promise<City>
}

export interface Host extends HostParts {
  /** @param port 0 takes a free one; a server that listens already keeps its own */
  listen(port: number): Promise<number>
  /** Drains and stops everything the host started. */
  stop(): Promise<void>
}
