import { ref, type Ref } from 'vue'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { usePortal } from '../portal/portal.ts'
import { useText } from '../format/use-text.ts'
import { problemOf, problemOfFailure, type ProblemData } from '../graph/problem.ts'

export interface UseMutation<Data, Variables> {
  /** Runs it; gives the data, or nothing and a `problem`. Never throws for what the server says. */
  readonly run: (variables: Variables) => Promise<Data | undefined>
  readonly busy: Ref<boolean>
  /** Why the last run was refused: from the union, from a coded error, or `OFFLINE`. */
  readonly problem: Ref<ProblemData | undefined>
}

/**
 * A trusted mutation with its state.
 *
 * @example const { run, busy, problem } = useMutation(acceptReportMutation); const done = await run({ id })
 */
export function useMutation<Data, Variables>(
  operation: TrustedOperation<Data, Variables>,
): UseMutation<Data, Variables> {
  const { graph } = usePortal()
  const { say } = useText()
  const busy = ref(false)
  const problem = ref<ProblemData>()
  return {
    busy,
    problem,
    async run(variables) {
      busy.value = true
      problem.value = undefined
      try {
        const { data, failure } = await graph!.mutate(operation, variables)
        const refused = Object.values((data ?? {}) as Record<string, unknown>)
          .map(problemOf)
          .find((found) => found !== undefined)
        problem.value = refused ?? problemOfFailure(failure, say('offline.noAnswer'))
        return problem.value ? undefined : data
      } finally {
        busy.value = false
      }
    },
  }
}
