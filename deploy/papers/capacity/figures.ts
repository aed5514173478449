/**
 * What was measured, on two shared cores that had other work (load 8 to 12), 30 November 2026. On a quiet machine a
 * submit took half of it. Change a figure only for what its command has printed, then `npm run papers`.
 */
export const figures = {
  /** `npm run bench -- --short`: milliseconds of processor time. */
  list: { host: 2.5, database: 0.6 },
  /** `npm run bench`: megabytes of an idle host with the demonstration, and of its database. */
  idle: { host: 203, database: 60 },
  /**
   * `node bench/src/case-weight.ts`: milliseconds of processor time of a photo as the portal sends it, and of the rest
   * of a case.
   */
  photo: { host: 385, database: 5.4 },
  rest: { host: 60, database: 46 },
  /**
   * The same: kilobytes a case in the database, events for 30 days, of the log, of a photo as it is kept and as it
   * comes.
   */
  kept: 20,
  events: 6,
  log: 83,
  file: 680,
  sent: 650,
  /** Kilobytes of the page behind a QR code, at most (`web/build/sizes.test.ts`). */
  page: 200,
} as const

/** Nobody has measured these: they are taken, and stand on the page as taken. */
export const assumed = {
  /** Photos a case: one before, one after. */
  photos: 2,
  /** Lists, cards and pages somebody opens for a case, each as dear as a list of twenty. */
  looks: 40,
  /** Visits of somebody whose browser has nothing yet, a case. */
  firstVisits: 5,
  /** Share of a day's cases in its busiest hour. */
  busiestHour: 0.15,
  /** How much of the processor may be busy in that hour. */
  busy: 0.5,
  years: 3,
} as const

export interface Plan {
  readonly en: string
  readonly ru: string
  readonly casesAYear: number
  readonly cities: number
  /** How many times an average day the worst one is: a storm over one region does not come over all of them at once. */
  readonly storm: number
}

export const plans: readonly Plan[] = [
  { en: 'a district', ru: 'район', casesAYear: 3_000, cities: 1, storm: 10 },
  { en: 'a region', ru: 'область', casesAYear: 300_000, cities: 25, storm: 10 },
  { en: '83 regions, 530 centres', ru: '83 региона, 530 центров', casesAYear: 13_700_000, cities: 530, storm: 3 },
]
