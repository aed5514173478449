import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

/** A stretch of a text that strangers do not read. The text itself stays as it was written. */
export const Cover = defineEntity({
  name: 'Cover',
  schema: 'appeals',
  tableName: 'cover',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    id: p.uuid().primary(),
    part: p.text(),
    step: p.uuid().nullable(),
    start: p.integer(),
    stop: p.integer(),
    actor: p.text(),
    at: p.datetime(3),
  },
})

/** What somebody did when they looked at what strangers see of a report. */
export const Look = defineEntity({
  name: 'Look',
  schema: 'appeals',
  tableName: 'look',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    id: p.uuid().primary(),
    at: p.datetime(3),
    kind: p.text(),
    actor: p.text(),
    actorName: p.text().nullable(),
    department: p.text().nullable(),
    note: p.text().nullable(),
    seconds: p.smallint().default(0),
  },
  indexes: [{ name: 'look_day_index', properties: ['city', 'at'] }],
})

/** Texts of a report that can be covered. A note is what a step of the history says, an answer or a plan too. */
export const coveredParts = ['TEXT', 'ADDRESS', 'NOTE', 'REASON'] as const
export type CoveredPart = (typeof coveredParts)[number]

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface CoverTable {
  city: Generated<number>
  report: string
  id: string
  part: CoveredPart
  /** The step whose note it is. */
  step: string | null
  /** Offsets in the stored text, as JavaScript counts. */
  start: number
  stop: number
  /** Whoever covered it: a person's key, or `guest` for the author through the secret link. */
  actor: string
  at: Date
}

export const lookKinds = ['SHOWN', 'COVERED', 'UNCOVERED', 'WITHDRAWN', 'PHOTO_COVERED', 'PHOTO_UNCOVERED'] as const
export type LookKind = (typeof lookKinds)[number]
export interface LookTable {
  city: Generated<number>
  report: string
  id: string
  at: Date
  kind: LookKind
  actor: string
  actor_name: string | null
  department: string | null
  note: string | null
  /** How long it took, as the page says. */
  seconds: number
}
