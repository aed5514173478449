import type { Express } from 'express'
import type { Logger } from 'pino'
import type { SnapshotStore } from '../city/snapshot-store.ts'
import type { GraphCache } from '../graph/graph-cache.ts'
import type { IdentityPort } from '../identity/shared/port/identity-port.ts'
import type { Readiness } from '../outage/readiness.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import type { TrustedDocuments } from '../plugins/trusted-documents.ts'

/** What of a running host its portal works with. */
export interface PortalHost {
  readonly app: Express
  readonly origin: string
  readonly logger: Logger
  readonly registry: PluginRegistry
  readonly store: SnapshotStore
  readonly graphs: GraphCache
  readonly trusted: TrustedDocuments
  readonly readiness: Readiness
  readonly identity: IdentityPort | undefined
}
