import { useQuery as useUrqlQuery } from '@urql/vue'
import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { useText } from '../text/use-text.ts'
import { documentOf } from './operation-document.ts'
import { problemOfError, type ProblemData } from './problem.ts'

export interface UseQuery<Data> {
  /** The last answer; stays while a newer one is on its way. */
  readonly data: ComputedRef<Data | undefined>
  readonly problem: ComputedRef<ProblemData | undefined>
  /** True until the first answer. */
  readonly loading: ComputedRef<boolean>
  /** Asks the server again, past the cache. */
  readonly refresh: () => void
}

/**
 * Asks one trusted query and keeps its answer current with the variables.
 *
 * @param variables a getter; while it gives `undefined` nothing is asked
 * @example const { data, problem, loading } = useQuery(reportsQuery, () => ({ first: 20 }))
 */
export function useQuery<Data, Variables>(operation: TrustedOperation<Data, Variables>, variables: MaybeRefOrGetter<Variables | undefined>): UseQuery<Data> {
  const { say } = useText()
  const result = useUrqlQuery<Data, Record<string, unknown>>({
    query: documentOf(operation) as never,
    variables: () => (toValue(variables) ?? {}),
    pause: () => toValue(variables) === undefined,
    requestPolicy: 'cache-and-network',
  })
  const data = computed(() => result.data.value)
  return {
    data,
    problem: computed(() => problemOfError(result.error.value, say('offline.noAnswer'))),
    loading: computed(() => data.value === undefined && !result.error.value && toValue(variables) !== undefined),
    refresh: () => { result.executeQuery({ requestPolicy: 'network-only' }) },
  }
}
