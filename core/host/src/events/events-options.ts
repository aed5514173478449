import type { Logger } from 'pino'
import type { City, Ctx, Plugin } from '@vmeste/sdk'
import type { ModuleHealth } from '../health/module-health.ts'
import type { EventDoors } from './event-doors.ts'
import { backoffMs } from './retry-delivery.ts'

export interface EventsOptions {
  /** The host's own login role; connections are made from it, for listening too. */
  readonly connectionString: string
  /** What modules have of events: the relay hears their commits there, and the streams are fed there. */
  readonly doors: EventDoors
  /** Everything installed, always-on units included. */
  readonly plugins: readonly Plugin[]
  readonly logger: Logger
  readonly isEnabled: (city: number, plugin: string) => boolean
  readonly cities: () => readonly City[]
  /** The platform itself at work in a city, as one module: what handlers and jobs get. */
  readonly openCtx: (city: number, plugin: Plugin, name: string) => Ctx
  /** Asked before a module is called, and told how that went. */
  readonly health?: LaneHealth
  /** Told of every run of a job that has come to its end, well or not. */
  readonly onJob?: (job: string, error: unknown) => void
  readonly tuning?: Partial<EventsTuning>
}

/** How modules are, as far as lanes must know: see `ModuleHealth`. */
export type LaneHealth = Pick<ModuleHealth, 'admit' | 'restingMs' | 'succeeded' | 'failed' | 'spared' | 'unproven'>

export interface EventsTuning {
  /** Lanes worked at a time by this host. */
  readonly concurrency: number
  /** Of these, lanes of one module's handlers, and as many of its jobs: one that hangs leaves room for the others. */
  readonly lanesOfOne: number
  /** Milliseconds one event handler may take. */
  readonly handlerMs: number
  /** Whether jobs run by the clock on the wall. Without it they run when told (`runJob`): a test has a clock of its own. */
  readonly jobsByClock: boolean
  /** Milliseconds one run of a job may take. */
  readonly jobMs: number
  /** After so many failures a delivery is dead until somebody replays it. */
  readonly attempts: number
  /** Milliseconds to wait after the n-th failure. */
  readonly backoffMs: (failures: number) => number
  /** Milliseconds between looks for what a lost wake-up left in the outbox. */
  readonly pollMs: number
  /** Milliseconds between looks for due deliveries that nobody works on: a killed host's, say. */
  readonly sweepMs: number
  /** Days a delivered event is kept. */
  readonly keepDays: number
  /** Events held for a slow reader of a live stream; beyond it the oldest give way. */
  readonly liveBuffer: number
}

export const defaultTuning: EventsTuning = {
  concurrency: 12,
  lanesOfOne: 2,
  handlerMs: 10_000,
  jobsByClock: true,
  jobMs: 300_000,
  attempts: 8,
  backoffMs,
  pollMs: 1000,
  sweepMs: 5000,
  keepDays: 30,
  liveBuffer: 256,
}
