import { computed, shallowRef, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { usePortal } from '../portal/portal.ts'
import { useText } from '../format/use-text.ts'
import type { Question } from '../graph/graph-client.ts'
import { problemOfFailure, type ProblemData } from '../graph/problem.ts'

export interface UseQuery<Data> {
  /** The last answer; stays while a newer one is on its way. */
  readonly data: ComputedRef<Data | undefined>
  readonly problem: ComputedRef<ProblemData | undefined>
  /** True until the first answer. */
  readonly loading: ComputedRef<boolean>
  /** Asks the server again. */
  readonly refresh: () => void
}

/**
 * Asks one trusted query and keeps its answer current with the variables. What the page knows already is shown at once
 * and asked again.
 *
 * @param variables a getter; while it gives `undefined` nothing is asked
 * @param keep a getter; the last answer under that name is shown when the page is loaded anew without a network. For
 *   pages that somebody works with all day: it lies in this tab until they sign out
 * @example const { data, problem, loading } = useQuery(reportsQuery, () => ({ first: 20 }))
 */
export function useQuery<Data, Variables>(
  operation: TrustedOperation<Data, Variables>,
  variables: MaybeRefOrGetter<Variables | undefined>,
  keep?: () => string | undefined,
): UseQuery<Data> {
  const { say } = useText()
  const { graph, city } = usePortal()
  const question = shallowRef<Question>()
  const last = shallowRef<unknown>()
  const nameOf = (name: string | undefined) => name && `${city.slug}.${name}`
  // on the server pages are made from what they were given
  if (graph) {
    watch(
      () => {
        const now = toValue(variables)
        return now === undefined ? undefined : JSON.stringify(now)
      },
      (key, _before, onCleanup) => {
        const asked =
          key === undefined ? undefined : graph.question(operation, toValue(variables) as Variables, nameOf(keep?.()))
        question.value = asked
        if (!asked) return
        asked.askers++
        onCleanup(() => {
          asked.askers--
        })
        void asked.ask()
      },
      { immediate: true },
    )
    watch(
      () => question.value?.answer.value?.data,
      (data) => {
        if (data !== undefined) last.value = data
      },
      { immediate: true, flush: 'sync' },
    )
  }
  const answer = computed(() => question.value?.answer.value)
  // a refusal empties what it refuses; a missing answer does not
  const data = computed(() => (answer.value ? answer.value.data : last.value) as Data | undefined)
  const problem = computed(() => problemOfFailure(answer.value?.failure, say('offline.noAnswer')))
  return {
    data,
    problem,
    loading: computed(() => data.value === undefined && !problem.value && question.value !== undefined),
    refresh: () => {
      void question.value?.ask()
    },
  }
}
