import type { Failure } from './graph-client.ts'
import { NetworkFailure } from './transport.ts'

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
  return typeof code === 'string' && typeof message === 'string' ? (result as ProblemData) : undefined
}

/** No answer came: offline, or the platform is down. */
export const offlineCode = 'OFFLINE'

/** A failed query as a problem: the server's own code and words, or `OFFLINE` with words of the page. */
export function problemOfFailure(failure: Failure | undefined, offline: string): ProblemData | undefined {
  if (!failure) return undefined
  if (failure instanceof NetworkFailure) return { code: offlineCode, message: failure.words ?? offline }
  const code = failure.extensions?.['code']
  return { code: typeof code === 'string' ? code : 'UNKNOWN', message: failure.message }
}
