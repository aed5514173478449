import type { WalkStep, ArgumentValues } from '../../../walk-graph.ts'
import { walkMutations, walkQueries } from '../../../walk-graph.ts'
import type { SilverTown } from '../silver-bench.ts'
import type { Furnished } from '../furnishing.ts'
import type { Names } from './foreign-content.ts'

type Asks = (town: SilverTown, values: ArgumentValues, depth?: number) => WalkStep[]
/** Every query of the module's own. */
export const queriesOf: Asks = ({ schema, own }, values, depth = 4) =>
  [...walkQueries(schema, values, depth)].filter(({ field }) => own.has(field))
/** Every mutation of the module's own. */
export const mutationsOf: Asks = ({ schema, own }, values, depth = 2) =>
  [...walkMutations(schema, values, depth)].filter(({ field }) => own.has(field))

export const nothing: ArgumentValues = () => []

/** Words that are typed and name nothing; asked by themselves, for together with a name they find nothing. */
const typed = new Set(['search', 'after', 'text', 'reason', 'comment'])

/**
 * Every name in every argument that takes one; lists are asked for as they are too, so that their filters hide nothing.
 */
export const byName =
  ({ uuids, words }: Names): ArgumentValues =>
  (argument, type) =>
    type === 'UUID'
      ? uuids
      : type === 'ID'
        ? [...uuids, ...words.filter((word) => /[|/]/.test(word))]
        : type !== 'String' || typed.has(argument)
          ? []
          : words

/** By what is typed into a search. */
export const bySearch =
  ({ uuids, words }: Names): ArgumentValues =>
  (argument, type) =>
    type === 'String' && argument === 'search' ? ['Советская', ...uuids.slice(0, 3), ...words.slice(0, 12)] : []

/** By places in lists. */
export const byCursor =
  ({ cursors = [] }: Furnished): ArgumentValues =>
  (argument, type) =>
    type === 'String' && argument === 'after' ? cursors : []

/** The things that the furnishing names, in every argument of that name. */
export const byValue =
  ({ values = {} }: Furnished): ArgumentValues =>
  (argument, type, owner) =>
    values[`${owner}.${argument}`] ?? values[`${argument}:${type}`] ?? values[argument] ?? []

const noNames: Names = { uuids: [], words: [] }

/** A module's queries as they are, by what its furnishing names, and by every other name where there are some. */
export function questions(town: SilverTown, known: Furnished, names: Names = noNames): WalkStep[] {
  const asked = new Set<string>()
  return [nothing, byValue(known), bySearch(names), byCursor(known), byName(names)]
    .flatMap((values) => queriesOf(town, values))
    .filter(({ query, variables }) => {
      const key = query + JSON.stringify(variables)
      return !asked.has(key) && asked.add(key)
    })
}

/** What anybody could ask in the first minute: by what is known, and every query there is, of whichever module. */
export const usualQuestions = (town: SilverTown, known: Furnished): WalkStep[] => [
  ...questions(town, known),
  ...queriesOf({ ...town, own: new Set(Object.keys(town.schema.getQueryType()?.getFields() ?? {})) }, nothing),
]
