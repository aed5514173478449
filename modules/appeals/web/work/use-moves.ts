import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { useMutation, type ProblemData } from '@vmeste/web'
import {
  acceptReportMutation,
  answerReportMutation,
  decidePlanMutation,
  askToCallMutation,
  hidePhotoMutation,
  passPhotoMutation,
  planReportMutation,
  reassignReportMutation,
  rejectReportMutation,
  releaseReportMutation,
  returnReportMutation,
} from '../operations.gen.ts'
import type { ActionName, FullReport } from '../types.ts'

export interface MoveInput {
  readonly text?: string
  readonly photos?: readonly string[]
  readonly reason?: string
  readonly department?: string
  readonly date?: string
  readonly photo?: string
  /** A day too far to plan for alone is asked of a coordinator. */
  readonly ask?: boolean
}

export interface Moves {
  readonly busy: ComputedRef<boolean>
  readonly problem: ShallowRef<ProblemData | undefined>
  /** Makes one move; gives the report as it stands afterwards, or nothing and a `problem`. */
  readonly make: (
    name: Exclude<ActionName, 'CORRECT'>,
    report: FullReport,
    input?: MoveInput,
  ) => Promise<FullReport | undefined>
}

/** Everything staff may do with a report, behind one door. */
export function useMoves(): Moves {
  const accept = useMutation(acceptReportMutation),
    answer = useMutation(answerReportMutation),
    plan = useMutation(planReportMutation),
    back = useMutation(returnReportMutation)
  const reassign = useMutation(reassignReportMutation),
    release = useMutation(releaseReportMutation),
    reject = useMutation(rejectReportMutation)
  const pass = useMutation(passPhotoMutation),
    hide = useMutation(hidePhotoMutation)
  const call = useMutation(askToCallMutation)
  const decide = useMutation(decidePlanMutation)
  const all = [decide, accept, answer, plan, back, reassign, release, reject, pass, hide, call]
  const problem = shallowRef<ProblemData>()
  const runs: Record<
    Exclude<ActionName, 'CORRECT'>,
    (at: { id: string; version: number }, input: MoveInput) => Promise<object | undefined>
  > = {
    ACCEPT: (at) => accept.run(at),
    ANSWER: (at, { text, photos }) => answer.run({ ...at, text: text?.trim() || null, photos: photos ?? [] }),
    PLAN: (at, { date, reason, ask }) => plan.run({ ...at, date: date ?? '', reason: reason ?? '', ask: ask ?? false }),
    AGREE_PLAN: (at) => decide.run({ ...at, approve: true, reason: null }),
    REFUSE_PLAN: (at, { reason }) => decide.run({ ...at, approve: false, reason: reason ?? '' }),
    RETURN: (at, { reason }) => back.run({ ...at, reason: reason ?? '' }),
    REASSIGN: (at, { department, reason }) =>
      reassign.run({ ...at, department: department ?? '', reason: reason ?? '' }),
    RELEASE: (at) => release.run(at),
    REJECT: (at, { reason }) => reject.run({ ...at, reason: reason ?? '' }),
    CALL: ({ id }, { reason }) => call.run({ report: id, words: reason ?? '' }),
    PASS_PHOTO: ({ id }, { photo }) => pass.run({ report: id, photo: photo ?? '' }),
    HIDE_PHOTO: ({ id }, { photo }) => hide.run({ report: id, photo: photo ?? '' }),
  }
  return {
    busy: computed(() => all.some(({ busy }) => busy.value)),
    problem,
    make: async (name, { id, version }, input = {}) => {
      // what an earlier move was refused for is no longer of interest
      for (const each of all) each.problem.value = undefined
      problem.value = undefined
      const data = await runs[name]({ id, version }, input)
      problem.value = all.map((each) => each.problem.value).find((found) => found !== undefined)
      return Object.values(data ?? {}).find(
        (one) => (one as { __typename?: string } | null)?.__typename === 'Report',
      ) as FullReport | undefined
    },
  }
}
