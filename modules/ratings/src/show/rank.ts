import { criteria, overallOf, type Scores } from '../criteria.ts'

/** Sums over `n` ratings. */
export interface Sums extends Scores {
  readonly n: number
}

export const nothing: Sums = { n: 0, simplicity: 0, information: 0, timeliness: 0, courtesy: 0 }

export function add(one: Sums, other: Sums): Sums {
  const sums: Record<string, number> = { n: one.n + other.n }
  for (const name of criteria) sums[name] = one[name] + other[name]
  return sums as unknown as Sums
}

export const meanOf = (sums: Sums): number | null => (sums.n > 0 ? overallOf(sums, sums.n) : null)

export interface Entry {
  readonly code: string
  readonly sums: Sums
}

/**
 * Places by the shrunken mean: `minimum` votes of the city's own mean are added to everybody, and whoever has fewer
 * than `minimum` of their own has no place yet. Equal means share a place.
 */
export function ranksOf(entries: readonly Entry[], minimum: number): ReadonlyMap<string, number> {
  const city = meanOf(entries.reduce((sum, { sums }) => add(sum, sums), nothing)) ?? 0
  const ranked = entries
    .filter(({ sums }) => sums.n >= minimum)
    .map(({ code, sums }) => ({ code, shrunken: (minimum * city + sums.n * meanOf(sums)!) / (minimum + sums.n) }))
    .sort((one, other) => other.shrunken - one.shrunken)
  let place = 0
  return new Map(
    ranked.map(({ code, shrunken }, at) => {
      if (at === 0 || ranked[at - 1]!.shrunken - shrunken > 1e-9) place = at + 1
      return [code, place]
    }),
  )
}
