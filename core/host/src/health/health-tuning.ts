/** Deadlines of calls into modules, in milliseconds. */
export interface CallDeadlines {
  /** A field of the graph, the set-up of a subscription. */
  readonly fieldMs: number
  /** A whole answer of the graph, all its fields together. */
  readonly answerMs: number
  /** A capability asked by another module: shorter, so that whoever asks can still answer without it. */
  readonly capabilityMs: number
  /** A route that takes nothing in. */
  readonly routeMs: number
  /** A route that takes a body in: the sender may be on a bad line. */
  readonly uploadMs: number
  /** A module's own health check. */
  readonly checkMs: number
  /** A transaction in which nothing happens: then the database ends it. */
  readonly idleTransactionMs: number
  /** One statement that reads for somebody who waits: then the database ends it. */
  readonly readMs: number
}
export const defaultDeadlines: CallDeadlines = {
  idleTransactionMs: 15_000,
  readMs: 2_000,
  fieldMs: 8_000,
  answerMs: 12_000,
  capabilityMs: 3_000,
  routeMs: 30_000,
  uploadMs: 300_000,
  checkMs: 5_000,
}

/** When a module counts as ill, and for how long it is let alone. */
export interface HealthTuning {
  /** What happened longer ago is forgotten. */
  readonly windowMs: number
  /** Weight of the faults in the window from which a module is shown as degraded. */
  readonly degradedAt: number
  /**
   * And from which it is unhealthy, where at least half of its calls failed too: a busy module may err now and then.
   */
  readonly unhealthyAt: number
  /** An unhealthy module is not asked for so long; then one call is let through. */
  readonly restMs: number
  /** Between two health checks. */
  readonly checkEveryMs: number
  /** Between two signs of life that a host gives of what it knows. */
  readonly beatMs: number
}
export const defaultHealthTuning: HealthTuning = {
  windowMs: 60_000,
  degradedAt: 3,
  unhealthyAt: 10,
  restMs: 30_000,
  checkEveryMs: 30_000,
  beatMs: 15_000,
}
