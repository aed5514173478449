import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import { useMutation, useQuery, type ProblemData } from '@vmeste/web'
import { correctReportMutation, tryCorrectionQuery, type TryCorrectionQuery } from '../../operations.gen.ts'
import type { FullReport } from '../../types.ts'
import { correctionOf, fieldsOf, type CorrectionFields, type Given } from './correction.ts'

export type Trial = NonNullable<TryCorrectionQuery['tryCorrection']>
export interface UseCorrection {
  readonly fields: Ref<CorrectionFields>
  /** Whether there is anything to correct. */
  readonly changed: ComputedRef<boolean>
  /** What it would do, as the server says; follows the fields with a little rest. */
  readonly trial: ComputedRef<Trial | undefined>
  readonly busy: Ref<boolean>
  readonly problem: ComputedRef<ProblemData | undefined>
  readonly save: () => Promise<FullReport | undefined>
}

const rest = 400

/** The fields of a correction, its trial and its sending. */
export function useCorrection(report: FullReport): UseCorrection {
  const before = fieldsOf(report)
  const fields = ref({ ...before })
  const given = computed(() => correctionOf(before, fields.value))
  const asked = shallowRef<Given>()
  watch(given, (now, _was, stop) => {
    const timer = setTimeout(() => {
      asked.value = now
    }, rest)
    stop(() => {
      clearTimeout(timer)
    })
  })
  const tried = useQuery(tryCorrectionQuery, () => (asked.value ? { id: report.id, input: asked.value } : undefined))
  const { run, busy, problem } = useMutation(correctReportMutation)
  return {
    fields,
    changed: computed(() => given.value !== undefined),
    trial: computed(() =>
      given.value && given.value === asked.value && !tried.problem.value
        ? (tried.data.value?.tryCorrection ?? undefined)
        : undefined,
    ),
    busy,
    problem: computed(() => problem.value ?? (asked.value ? tried.problem.value : undefined)),
    save: async () => {
      if (!given.value) return undefined
      const done = await run({ id: report.id, version: report.version, input: given.value })
      const found = done?.correctReport
      return found?.__typename === 'Report' ? found : undefined
    },
  }
}
