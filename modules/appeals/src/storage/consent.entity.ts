import type { Lang } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'

/** That somebody agreed to be written to: to what words, for whom, for how long; and that they took it back. */
export const Consent = defineEntity({
  name: 'Consent',
  schema: 'appeals',
  tableName: 'consent',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    report: p.uuid().primary(),
    id: p.uuid().primary(),
    supporter: p.uuid().nullable(),
    purpose: p.text(),
    words: p.text(),
    operator: p.text(),
    months: p.smallint(),
    lang: p.text(),
    givenAt: p.datetime(3),
    withdrawnAt: p.datetime(3).nullable(),
  },
})

export interface ConsentTable {
  city: Generated<number>
  report: string
  id: string
  /** Nothing where whoever reported it agreed. */
  supporter: string | null
  /** `news`: to write about this report. */
  purpose: string
  /** Version of the words, a key of `consentWords`. */
  words: string
  /** Who keeps the contact, as it was named then. */
  operator: string
  /** How long it is kept after the report is closed. */
  months: number
  lang: Lang
  given_at: Date
  withdrawn_at: Date | null
}
