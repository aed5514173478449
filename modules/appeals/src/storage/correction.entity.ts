import type { Text } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'

/** What one correction by staff changed: who did it and when stands in its step of the history. */
export const Correction = defineEntity({
  name: 'Correction',
  schema: 'appeals',
  tableName: 'correction',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    report: p.uuid().primary(),
    step: p.uuid().primary(),
    part: p.text().primary(),
    before: p.json(),
    after: p.json(),
  },
})

/** What of a report can be corrected. */
export const correctedParts = ['TOPIC', 'PLACE', 'TEXT'] as const
export type CorrectedPart = (typeof correctedParts)[number]

/** A part as it stood, in the columns of the report. */
export interface TopicStood {
  readonly topic: string
  readonly tile: string | null
  readonly tile_title: Text | null
}
export interface PlaceStood {
  readonly object: string | null
  readonly place_name: Text | null
  readonly address: string | null
  readonly lat: number | null
  readonly lon: number | null
  readonly territory: string | null
}
export interface TextStood {
  readonly text: string | null
}
export type Corrected =
  | { readonly part: 'TOPIC'; readonly before: TopicStood; readonly after: TopicStood }
  | { readonly part: 'PLACE'; readonly before: PlaceStood; readonly after: PlaceStood }
  | { readonly part: 'TEXT'; readonly before: TextStood; readonly after: TextStood }

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface CorrectionTable {
  city: Generated<number>
  report: string
  step: string
  part: CorrectedPart
  before: Corrected['before']
  after: Corrected['after']
}
