import type { Lang, PersonalWordsOptions } from '@vmeste/sdk'
import type { Selectable } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import type { ReportRow } from '../report/report-row.ts'
import { placeView, type Words } from '../report/words.ts'
import { settingsOf, type PublishRule } from '../settings.ts'
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
  /** By what the rule covers here. */
  readonly covering: PersonalWordsOptions
  /** As if it were shown: what staff look at before they show it. */
  readonly asIfShown?: boolean
}

/** How the acting person's language and this city's rules read. */
export const readingOf = (ctx: AppealsCtx, { covering }: Pick<Words, 'covering'>, lang = ctx.lang): Reading => ({
  lang,
  publish: settingsOf(ctx).publish,
  covering,
})

export function reportWords(
  row: ReportRow,
  covers: readonly Covering[],
  { lang, publish, covering, asIfShown = false }: Reading,
): PublicReportWords {
  const shown = asIfShown || wordsShown(row, publish)
  const kept = asIfShown || row.withdrawn_at === null
  const typed = typedAddress(row) !== null
  const address = () =>
    publicWords(row.address, { covering, shown: typed ? shown : true, covers: coversOn.address(covers) })
  // each text is read when it is asked for: a letter or a list needs few of them
  return {
    state: textStateOf(row, publish),
    get text() {
      return publicWords(row.text, { covering, shown, covers: coversOn.text(covers) })
    },
    get address() {
      return address()
    },
    get answer() {
      return publicWords(row.answer, { covering, shown: kept, covers: coversOn.answer(covers) })
    },
    get planned() {
      return publicWords(row.planned_reason, { covering, shown: kept, covers: coversOn.plan(covers) })
    },
    get reason() {
      return publicWords(row.route_reason[lang], { covering, covers: coversOn.reason(covers, row, lang) }) ?? ''
    },
    get place() {
      const name = publicWords(row.place_name?.[lang] ?? null, { covering })
      return { ...placeView(row, lang), name, address: address() }
    },
    note: (step) =>
      publicWords(step.note, {
        covering,
        shown: asIfShown || (step.kind === 'REOPENED' ? noteShown(row, step, publish) : kept),
        covers: coversOn.note(covers, step.id),
      }),
  }
}

/** What a resident wrote at a step waits like the words of a report; what staff wrote does not. */
const noteShown = (row: ReportRow, { note_state: state }: Note, publish: PublishRule): boolean =>
  publish !== 'never' && state === 'SHOWN' && standsPublic(row)
