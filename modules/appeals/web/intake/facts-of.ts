import type { JoinReportMutation, SubmitReportMutation } from '../operations.gen.ts'
import type { SentFacts } from '../types.ts'

/** What a receipt needs, out of either way of sending. */
export function factsOf(data: Partial<SubmitReportMutation & JoinReportMutation>): SentFacts | undefined {
  const sent = data.submitReport,
    joined = data.joinReport
  if (sent?.__typename === 'SubmittedReport') return { ...sent, joined: false }
  if (joined?.__typename !== 'JoinedReport') return undefined
  return {
    number: joined.report.number,
    secret: joined.secret,
    joined: true,
    department: null,
    makeSafeDue: null,
    due: null,
    dueByDay: true,
    dueState: 'NONE',
    legal: null,
    contactConsent: joined.contactConsent,
  }
}
