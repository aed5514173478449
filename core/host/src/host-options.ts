import type express from 'express'
import type { Server } from 'node:http'
import type { Logger } from 'pino'
import type { Clock, Plugin } from '@vmeste/sdk'
import type { PortalModuleAssets } from './plugins/portal-assets.ts'
import type { EventsTuning } from './events/events-options.ts'
import type { LiveLimits } from './graph/live-limits.ts'
import type { CallDeadlines, HealthTuning } from './health/health-tuning.ts'
import type { IdentityPort } from './identity/shared/port/identity-port.ts'
import type { RestingModule } from './plugins/resting-module.ts'
import type { Opening } from './storage/opening/opening.ts'
import type { StorageUnit } from './storage/units/unit.ts'
import type { BookElsewhere } from './operations/erasures/spread-erasures.ts'
import type { StatusOptions } from './operations/status/status-options.ts'
import type { IdentityParts } from './identity/shared/port/identity-parts.ts'
import type { HostParts } from './host-parts.ts'

export interface HostOptions {
  /** Owner of the database: migrates and makes the roles; the host itself never runs as it. */
  readonly databaseUrl: string
  /** Key material that all hosts of an installation share. */
  readonly secret: string
  /** Public origin, `https://vmeste.example.by`; links, tokens and posters are made from it. */
  readonly origin: string
  /** How the database is opened: whose data folder it is, who hears of the waiting. */
  readonly opening?: Opening
  /** A server that listens already, see `openEarly`. */
  readonly server?: Server
  /** Proxies whose `X-Forwarded-For` is believed: addresses, networks, `loopback`. Default: `loopback` alone. */
  readonly proxies?: readonly string[]
  /** Folder for files. */
  readonly dataFolder: string
  readonly civic: Plugin
  readonly modules: readonly Plugin[]
  /** Modules that failed before they came here: their events are set aside, and they are shown as resting. */
  readonly resting?: readonly RestingModule[]
  /** File in which a module's code begins, for whoever is told to look there. */
  readonly fileOf?: (module: string) => string
  /** Folders of packages that carry recorded operations. */
  readonly packageFolders?: readonly string[]
  readonly clock?: Clock
  readonly logger?: Logger
  readonly identity?: (parts: IdentityParts) => Promise<IdentityPort>
  /** Storage units beside the plugins' own (identity). */
  readonly units?: readonly StorageUnit[]
  /** Pages; left out in tests that need none. */
  readonly portal?: (host: HostParts) => Promise<express.RequestHandler>
  readonly portalAssets?: (module: string) => PortalModuleAssets | undefined
  /** Deadlines, retries and intervals of event delivery. */
  readonly eventsTuning?: Partial<EventsTuning>
  /** How long calls into modules may take. */
  readonly deadlines?: Partial<CallDeadlines>
  /**
   * Hosts that share the database, this one among them: their connections are bounded by what the server allows. Left
   * out, eight for each unit.
   */
  readonly hosts?: number
  /** Where an embedded database lies: it needs room too. */
  readonly databaseFolder?: string | undefined
  /**
   * Neither relays events nor runs jobs, and sees cities that are not whole: for a command that works on what no host
   * may touch yet. Default false.
   */
  readonly quiet?: boolean
  /**
   * How long database and disk are waited for before they count as gone, in milliseconds: 2,000 unless given. In a
   * process that is held up by other work its own lateness would be theirs.
   */
  readonly probeMs?: number
  /** How long a balancer has to see that the host goes, before it takes no more requests; 0 unless given. */
  readonly drainMs?: number
  /** How many live lines there may be, and how long one is held. */
  readonly liveLimits?: Partial<LiveLimits>
  /** Whoever shows it may read `/metrics` from another machine; without one only this machine may. */
  readonly metricsToken?: string | undefined
  /** What the state of the installation is read from beside its database. */
  readonly status?: StatusOptions
  /** Beside copies in a bucket what was erased is written down as well; a folder is known to the data folder. */
  readonly bookElsewhere?: BookElsewhere | undefined
  /** When a module counts as ill. */
  readonly healthTuning?: Partial<HealthTuning>
}
