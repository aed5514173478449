import type { FullReport } from '../types.ts'

/** One text of a resident in a report, and what others would read of it. */
export interface LookText {
  readonly part: 'TEXT' | 'ADDRESS' | 'NOTE'
  readonly step?: string
  readonly text: string
  readonly others: string
}

/** What a resident wrote and others are to read: the place, the words, what was said on returning it. */
export function wordsOf({ text, place, publicText, publicAddress, history }: FullReport): readonly LookText[] {
  return [
    ...(text === null ? [] : [{ part: 'TEXT' as const, text, others: publicText ?? '' }]),
    // the address of a place with a plate is the city's own
    ...(place.object !== null || place.address === null
      ? []
      : [{ part: 'ADDRESS' as const, text: place.address, others: publicAddress ?? '' }]),
    ...history
      .filter(({ kind, note }) => kind === 'REOPENED' && note !== null)
      .map(({ id, note, publicNote }) => ({
        part: 'NOTE' as const,
        step: id,
        text: note ?? '',
        others: publicNote ?? '',
      })),
  ]
}
