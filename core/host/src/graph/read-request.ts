import type { Request } from 'express'
import { tooComplex } from '../problems/limits.ts'
import { badJson, jsonOnly, postOnly } from '../problems/requests.ts'
import { limits } from './limits.ts'

type Variables = Record<string, unknown> | null | undefined
/** A document the server knows by its hash. */
export interface RecordedRequest {
  readonly id: string
  readonly variables: Variables
}
export interface AdHocRequest {
  readonly query: string
  readonly variables?: Variables
  readonly operationName?: string
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * One operation and its variables, told apart by door. What is more than that, a batch or a foreign extension, is not
 * let in.
 *
 * @throws Problem `METHOD_NOT_ALLOWED`, `CONTENT_TYPE`, `BAD_REQUEST`, `QUERY_TOO_COMPLEX`
 */
export function readRequest({
  method,
  body,
}: Pick<Request, 'method'> & { readonly body?: unknown }): RecordedRequest | AdHocRequest {
  if (method !== 'POST') throw postOnly()
  if (body === undefined) throw jsonOnly() // the parser reads nothing else
  if (!isObject(body)) throw badJson()
  const { id, query, variables, operationName } = body
  if (variables !== undefined && variables !== null && !isObject(variables)) throw badJson()
  if (typeof id === 'string' && query === undefined) return { id, variables }
  if (
    typeof query !== 'string' ||
    query === '' ||
    (typeof operationName !== 'string' && operationName !== undefined && operationName !== null)
  )
    throw badJson()
  // before anybody begins to read it
  const length = query.length + (operationName?.length ?? 0)
  if (length > limits.characters) throw tooComplex(`characters ${length} > ${limits.characters}`)
  return { query, ...(variables ? { variables } : {}), ...(operationName ? { operationName } : {}) }
}
