import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue'
import { useQuery, type UseQuery } from '@vmeste/web'
import { reportQuery, type ReportQuery } from '../operations.gen.ts'
import type { FullReport } from '../types.ts'

export interface OpenReport {
  /** Its place in the list, or -1. */
  readonly at: ComputedRef<number>
  readonly open: UseQuery<ReportQuery>
  readonly report: ComputedRef<FullReport | undefined>
  /** As the answer of a mutation has it, until the server's next word. */
  readonly changed: ShallowRef<FullReport | undefined>
}

/** The report that is looked at; the next two in the list are there before they are asked for. */
export function useOpenReport(
  id: () => string | undefined,
  rows: ComputedRef<readonly { readonly id: string }[]>,
): OpenReport {
  const asked = (report: string | undefined) => (report ? { id: report } : undefined)
  const keep = (report: string | undefined) => report && `appeals.report.${report}`
  const open = useQuery(
    reportQuery,
    () => asked(id()),
    () => keep(id()),
  )
  const changed = shallowRef<FullReport>()
  const report = computed(() => {
    const known = [changed.value, open.data.value?.report]
    return known.find((one) => one?.id === id()) ?? undefined
  })
  // the server's next word on it is newer than the answer of a mutation
  watch(
    () => open.data.value,
    () => {
      changed.value = undefined
    },
  )
  const at = computed(() => rows.value.findIndex((row) => row.id === id()))
  for (const steps of [1, 2]) {
    const ahead = (): string | undefined => (at.value < 0 ? undefined : rows.value[at.value + steps]?.id)
    useQuery(
      reportQuery,
      () => asked(ahead()),
      () => keep(ahead()),
    )
  }
  return { at, open, report, changed }
}
