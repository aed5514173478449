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
  let latest = 0
  return {
    busy,
    problem,
    async run(variables) {
      const mine = ++latest
      busy.value = true
      problem.value = undefined
      try {
        const { data, failure } = await graph!.mutate(operation, variables)
        const refused = Object.values((data ?? {}) as Record<string, unknown>)
          .map(problemOf)
          .find((found) => found !== undefined)
        const why = refused ?? problemOfFailure(failure, say('offline.noAnswer'))
        // what was asked last is what the page shows, whichever answer comes later
        if (mine === latest) problem.value = why
        return why ? undefined : data
      } finally {
        if (mine === latest) busy.value = false
      }
    },
  }
}
