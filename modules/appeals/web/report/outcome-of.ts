import { problemOf, type ProblemData } from '@vmeste/web'
import type { Known } from '../types.ts'

export type Refusal = ProblemData & {
  readonly candidates?: readonly Known[]
  readonly phone?: string
  readonly topic?: { readonly title: string }
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
export const refusalKind = (refusal: Refusal | undefined): 'duplicate' | 'call' | 'plain' | undefined =>
  refusal === undefined ? undefined : refusal.candidates ? 'duplicate' : refusal.phone ? 'call' : 'plain'
