import { useMutation, type ProblemData } from '@vmeste/web'
import { publishReportMutation, rejectReportMutation, withdrawFromPublicMutation } from '../operations.gen.ts'
import type { FullReport } from '../types.ts'

/** What a look ends with. */
export type Verdict = 'PUBLISH' | 'WITHDRAW' | 'REJECT'
export interface Said {
  readonly reason: string
  readonly seconds: number
}
export interface Sent {
  readonly report?: FullReport
  readonly problem?: ProblemData
}

/** Sends a verdict about a report as it stood on the screen. */
export function useVerdicts(): (verdict: Verdict, report: FullReport, said: Said) => Promise<Sent> {
  const publish = useMutation(publishReportMutation)
  const withdraw = useMutation(withdrawFromPublicMutation)
  const reject = useMutation(rejectReportMutation)
  const sent = (
    done: { readonly __typename: string } | null | undefined,
    { problem }: { readonly problem: { readonly value: ProblemData | undefined } },
  ): Sent =>
    done?.__typename === 'Report'
      ? { report: done as FullReport }
      : { ...(problem.value && { problem: problem.value }) }
  return async (verdict, { id, version }, { reason, seconds }) => {
    if (verdict === 'PUBLISH')
      return sent((await publish.run({ report: id, version, seconds }))?.publishReport, publish)
    if (verdict === 'WITHDRAW')
      return sent((await withdraw.run({ report: id, reason, seconds }))?.withdrawFromPublic, withdraw)
    return sent((await reject.run({ id, version, reason }))?.rejectReport, reject)
  }
}
