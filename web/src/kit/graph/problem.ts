import type { CombinedError } from '@urql/core'

/** A refusal as every mutation's union and every coded error gives it. */
export interface ProblemData {
  readonly __typename?: string
  readonly code: string
  readonly message: string
  readonly path?: string | null
  readonly fields?: readonly { readonly path: string; readonly code: string; readonly message: string }[]
  readonly retryAfterSeconds?: number
}

/** The refusal inside a mutation's result, if it is one: everything in a union that carries `code` and `message`. */
export function problemOf(result: unknown): ProblemData | undefined {
  if (typeof result !== 'object' || result === null) return undefined
  const { code, message } = result as Partial<ProblemData>
  return typeof code === 'string' && typeof message === 'string' ? result as ProblemData : undefined
}

/** No answer came: offline, or the platform is down. */
export const offlineCode = 'OFFLINE'

/** A failed query as a problem: the server's own code and words, or `OFFLINE` with words of the page. */
export function problemOfError(error: CombinedError | undefined, offline: string): ProblemData | undefined {
  if (!error) return undefined
  const first = error.graphQLErrors[0]
  if (!first) return { code: offlineCode, message: offline }
  const { code } = first.extensions
  return { code: typeof code === 'string' ? code : 'UNKNOWN', message: first.message }
}
