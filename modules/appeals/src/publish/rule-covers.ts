import type { PersonalWordsOptions } from '@vmeste/sdk'
import type { ReportRow } from '../report/report-row.ts'
import { lookKinds } from '../storage/public-words.entity.ts'
import { coveredStretches } from './public-words.ts'
import { typedAddress } from './text-state.ts'

/** As `ruleCovers` promises in its `@bound`; what lies beyond is covered all the same. */
const most = 500

interface Step {
  readonly id: string
  readonly kind: string
  readonly note: string | null
}

/** What the rule covers in the texts of a report: pages mark it before anybody has to be asked twice. */
export function ruleCovers(
  row: Pick<ReportRow, 'text' | 'object' | 'address' | 'answer'>,
  steps: readonly Step[],
  covering: PersonalWordsOptions,
) {
  const on = (part: 'TEXT' | 'ADDRESS' | 'ANSWER' | 'NOTE', text: string | null, step: string | null = null) =>
    coveredStretches(text ?? '', covering).map((stretch) => ({ part, step, ...stretch }))
  return [
    ...on('TEXT', row.text),
    ...on('ADDRESS', typedAddress(row)),
    ...on('ANSWER', row.answer),
    ...steps.filter(({ kind }) => !looks.has(kind)).flatMap(({ id, note }) => on('NOTE', note, id)),
  ].slice(0, most)
}

/** What staff wrote on looking is read by nobody else. */
const looks: ReadonlySet<string> = new Set(lookKinds)
