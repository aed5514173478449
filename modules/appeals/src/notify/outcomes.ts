import type { EventName } from '../events.ts'

/** What somebody must hear, by whatever way reaches them. */
export const outcomes: readonly EventName[] = ['appeals.report.answered@1', 'appeals.report.rejected@1']
