import { computed, ref, watch, type Ref } from 'vue'
import type { Lang } from '@vmeste/sdk/web'
import type { CalendarsQuery } from '../../../../operations.gen.ts'
import type { Calendar } from './calendar-days.ts'

export type CalendarYear = NonNullable<CalendarsQuery['calendars']>[number]
export interface EditedHoliday {
  date: string
  readonly names: { ru: string; be: string; en: string }
}
export interface EditedTransfer {
  off: string
  work: string
  instead: string
}
/** A year as the form holds it: every field a string, empty where there is nothing. */
export interface EditedCalendar {
  readonly year: number
  official: boolean
  source: string
  readonly week: readonly number[]
  readonly hours: readonly { readonly from: string; readonly to: string }[]
  readonly holidays: EditedHoliday[]
  readonly transfers: EditedTransfer[]
}

const toEdit = ({ year, state, source, week, hours, holidays, transfers }: CalendarYear): EditedCalendar => ({
  year,
  official: state === 'OFFICIAL',
  source,
  week,
  hours: hours.map(({ from, to }) => ({ from, to })),
  holidays: holidays.map(({ date, names: { ru, be, en } }) => ({ date, names: { ru, be, en } })),
  transfers: transfers.map(({ off, work, instead }) => ({ off, work: work ?? '', instead: instead ?? '' })),
})

/** What goes to the graph: days in their order, whatever the order they were typed in. */
export const toInput = ({ year, official, source, week, hours, holidays, transfers }: EditedCalendar) => ({
  year,
  state: official ? ('OFFICIAL' as const) : ('PROVISIONAL' as const),
  source,
  week: [...week],
  hours: [...hours],
  holidays: holidays.map(({ date, names }) => ({ date, name: names })).sort((a, b) => (a.date < b.date ? -1 : 1)),
  transfers: transfers
    .map(({ off, work, instead }) => ({ off, work: work || null, instead: instead || null }))
    .sort((a, b) => (a.off < b.off ? -1 : 1)),
})

/**
 * A year of the calendar while somebody changes it: the picture above the form shows what is typed, before it is saved.
 */
export function useCalendarForm(shown: Ref<CalendarYear>, lang: Lang) {
  const edited = ref(toEdit(shown.value)) as Ref<EditedCalendar>
  const asShown = computed(() => JSON.stringify(toInput(toEdit(shown.value))))
  const dirty = computed(() => JSON.stringify(toInput(edited.value)) !== asShown.value)
  const reset = (): void => {
    edited.value = toEdit(shown.value)
  }
  // what the server says now takes the form's place only where nothing was typed, or where it is what was typed
  watch(asShown, (now, before) => {
    if (now === JSON.stringify(toInput(edited.value)) || before === JSON.stringify(toInput(edited.value))) reset()
  })
  return {
    edited,
    dirty,
    reset,
    /** What was shown before anything was typed: the way back after a save. */
    before: () => toEdit(shown.value),
    preview: computed((): Calendar => ({
      year: edited.value.year,
      week: edited.value.week,
      holidays: edited.value.holidays.map(({ date, names }) => ({ date, name: names[lang] })),
      transfers: edited.value.transfers.map(({ off, work, instead }) => ({
        off,
        work: work || null,
        instead: instead || null,
      })),
    })),
  }
}
