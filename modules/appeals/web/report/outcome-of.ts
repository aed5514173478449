import { problemOf, type ProblemData } from '@vmeste/web'
import type { Known } from '../types.ts'

export type Refusal = ProblemData & {
  readonly candidates?: readonly Known[]
  readonly phone?: string
  readonly topic?: { readonly title: string }
  /** The place with its axes changed, and the city that the place lies in; of a place outside this city. */
  readonly turned?: { readonly lat: number; readonly lon: number } | null
  readonly city?: { readonly slug: string; readonly name: string } | null
}

/** The refusal inside the result of a plain form: of whichever mutation the form ran. */
export function refusalOf(result: unknown): Refusal | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  const own = problemOf(result)
  return (
    own ??
    Object.values(result)
      .map(problemOf)
      .find((found) => found !== undefined)
  )
}

/** One word for a case of refusal that has a card of its own. */
export function refusalKind(refusal: Refusal | undefined): 'duplicate' | 'call' | 'elsewhere' | 'plain' | undefined {
  if (refusal === undefined) return undefined
  if (refusal.candidates) return 'duplicate'
  if (refusal.phone) return 'call'
  return refusal.code === 'PLACE_ELSEWHERE' ? 'elsewhere' : 'plain'
}
