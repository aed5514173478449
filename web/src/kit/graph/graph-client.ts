import { cacheExchange, Client, makeErrorResult, makeResult, type Exchange, type Operation, type OperationResult } from '@urql/core'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { filter, fromPromise, merge, mergeMap, pipe, takeUntil } from 'wonka'
import { documentOf } from './operation-document.ts'
import type { Transport } from './transport.ts'

export interface GraphClient {
  readonly urql: Client
  readonly transport: Transport
  readonly mutate: <Data, Variables>(operation: TrustedOperation<Data, Variables>, variables: Variables) => Promise<OperationResult<Data>>
}

type Identified = { readonly documentId: string }

/** The last exchange: sends a trusted operation by its hash. */
const trustedExchange = (transport: Transport): Exchange => ({ forward }) => (operations$) => {
  const answer = async (operation: Operation, signal: AbortSignal): Promise<OperationResult> => {
    try {
      const reply = await transport.send((operation.query as unknown as Identified).documentId, operation.variables, signal)
      return makeResult(operation, { data: reply.data as Record<string, unknown> | null, errors: reply.errors, hasNext: false })
    } catch (error) { return makeErrorResult(operation, error as Error) }
  }
  const results$ = pipe(
    operations$,
    filter((operation) => operation.kind === 'query' || operation.kind === 'mutation'),
    mergeMap((operation) => {
      const abort = new AbortController()
      const teardown$ = pipe(operations$, filter((other) => other.kind === 'teardown' && other.key === operation.key))
      return pipe(fromPromise(answer(operation, abort.signal)), takeUntil(teardown$))
    }),
  )
  return merge([results$, pipe(operations$, filter((operation) => operation.kind === 'teardown'), forward)])
}

/** Answers are kept by query; a mutation drops whatever holds a type that it changed. */
export function createGraphClient(transport: Transport): GraphClient {
  const urql = new Client({ url: transport.url, preferGetMethod: false, exchanges: [cacheExchange, trustedExchange(transport)] })
  return {
    urql, transport,
    mutate: (operation, variables) => urql.mutation(documentOf(operation), variables as never).toPromise(),
  }
}
