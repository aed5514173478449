import type { Kind } from './sighting.entity.ts'

/** Columns that everybody may see; `person` is not among them. */
export const shown = ['id', 'kind', 'place', 'note', 'seen_at', 'closed_at'] as const

interface Row {
  id: string
  kind: Kind
  place: string
  note: string | null
  seen_at: Date
  closed_at: Date | null
}

/** A row as the graph shows it. `__typename` tells which member of a result's union it is. */
export const sightingView = ({ seen_at, closed_at, ...row }: Row) => ({
  __typename: 'StrayAnimalsSighting' as const,
  ...row,
  seenAt: seen_at,
  closedAt: closed_at,
})
