import type { Lang } from '@vmeste/sdk'
import type { Selectable } from '@vmeste/sdk/storage'
import type { ReportRow } from '../report/report-row.ts'
import { placeView } from '../report/words.ts'
import type { PublishRule } from '../settings.ts'
import type { HistoryTable } from '../storage/report-parts.entity.ts'
import { coversOn, type Covering } from './covers-of.ts'
import { publicWords } from './public-words.ts'
import { standsPublic, textStateOf, typedAddress, wordsShown, type TextState } from './text-state.ts'

type Note = Pick<Selectable<HistoryTable>, 'id' | 'kind' | 'note' | 'note_state'>

/** The texts of one report as strangers read them. Residents’ words wait for a look, those of staff do not. */
export interface PublicReportWords {
  readonly state: TextState
  readonly text: string | null
  readonly address: string | null
  readonly answer: string | null
  readonly planned: string | null
  readonly reason: string
  readonly place: ReturnType<typeof placeView>
  note(step: Note): string | null
}

export interface Reading {
  readonly lang: Lang
  readonly publish: PublishRule
  /** As if it were shown: what staff look at before they show it. */
  readonly asIfShown?: boolean
}

export function reportWords(
  row: ReportRow,
  covers: readonly Covering[],
  { lang, publish, asIfShown = false }: Reading,
): PublicReportWords {
  const shown = asIfShown || wordsShown(row, publish)
  const kept = asIfShown || row.withdrawn_at === null
  const typed = typedAddress(row) !== null
  const address = publicWords(row.address, { shown: typed ? shown : true, covers: coversOn.address(covers) })
  const name = publicWords(row.place_name?.[lang] ?? null)
  return {
    state: textStateOf(row, publish),
    text: publicWords(row.text, { shown, covers: coversOn.text(covers) }),
    address,
    answer: publicWords(row.answer, { shown: kept, covers: coversOn.answer(covers) }),
    planned: publicWords(row.planned_reason, { shown: kept, covers: coversOn.plan(covers) }),
    reason: publicWords(row.route_reason[lang], { covers: coversOn.reason(covers, row, lang) }) ?? '',
    place: { ...placeView(row, lang), name, address },
    note: (step) =>
      publicWords(step.note, {
        shown: asIfShown || (step.kind === 'REOPENED' ? noteShown(row, step, publish) : kept),
        covers: coversOn.note(covers, step.id),
      }),
  }
}

/** What a resident wrote at a step waits like the words of a report; what staff wrote does not. */
const noteShown = (row: ReportRow, { note_state: state }: Note, publish: PublishRule): boolean =>
  publish !== 'never' && state === 'SHOWN' && standsPublic(row)
