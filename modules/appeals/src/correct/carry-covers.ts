interface Laid {
  readonly id: string
  readonly from: number
  readonly to: number
}
export interface Carried {
  readonly id: string
  readonly start: number
  readonly stop: number
}

/**
 * Covers of a text laid on its corrected form: each where the very words it hides still stand, and stand once. Of any
 * other nobody but a person can say where it belongs: `lost` tells that somebody has to look.
 *
 * @example carryCovers('Качели, Иванов', 'Горка, Иванов', [{ id: 'a', from: 8, to: 14 }]).kept
 *   // [{ id: 'a', start: 7, stop: 13 }]
 */
export function carryCovers(
  before: string,
  after: string,
  covers: readonly Laid[],
): { readonly kept: readonly Carried[]; readonly lost: boolean } {
  const kept = covers.flatMap(({ id, from, to }): Carried[] => {
    const hidden = before.slice(from, to)
    const start = hidden.trim() === '' ? -1 : after.indexOf(hidden)
    const once = start >= 0 && after.indexOf(hidden, start + 1) < 0
    return once ? [{ id, start, stop: start + hidden.length }] : []
  })
  return { kept, lost: kept.length < covers.length }
}
