import { computed, type ComputedRef } from 'vue'
import { useMutation, type ProblemData } from '@vmeste/web'
import { coverReportMutation, uncoverReportMutation } from '../operations.gen.ts'
import type { FullReport } from '../types.ts'
import { useCovers, type UseCovers } from './use-covers.ts'

export interface StaffCovers extends UseCovers {
  readonly problem: ComputedRef<ProblemData | undefined>
}

/** Staff cover words of a report: gone from every public page at once. */
export function useStaffCovers(
  report: () => FullReport,
  changed: (report: FullReport) => void,
  told: (text: string, undo: () => void) => void,
): StaffCovers {
  const lay = useMutation(coverReportMutation)
  const lift = useMutation(uncoverReportMutation)
  const heard = (done: { readonly __typename: string } | null | undefined): FullReport | undefined => {
    if (done?.__typename !== 'Report') return undefined
    changed(done as FullReport)
    return done as FullReport
  }
  const covers = useCovers({
    report,
    by: 'staff',
    lay: async ({ part, step = null }, { from, to }) =>
      heard((await lay.run({ report: report().id, part, step, from, to }))?.coverReport),
    lift: async (cover) => heard((await lift.run({ report: report().id, cover }))?.uncoverReport),
    told,
  })
  return { ...covers, problem: computed(() => lay.problem.value ?? lift.problem.value) }
}
