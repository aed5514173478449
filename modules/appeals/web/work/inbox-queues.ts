import type { ReportFilter } from '../operations.gen.ts'
import { minuteOf } from '../cover/moments.ts'

export interface Queue {
  readonly name: string
  readonly icon: string
  readonly permission?: string
  readonly filter: (now: Date) => ReportFilter
}

const soon = 24 * 3_600_000
const minute = (moment: number): string => minuteOf(new Date(moment))

/** What a working day is sorted into; each has its own address. */
export const queues: readonly Queue[] = [
  { name: 'open', icon: 'inbox', filter: () => ({}) },
  { name: 'urgent', icon: 'clock', filter: (now) => ({ dueBefore: minute(now.getTime() + soon) }) },
  { name: 'overdue', icon: 'alert', filter: (now) => ({ dueBefore: minute(now.getTime()) }) },
  { name: 'fresh', icon: 'bell', filter: () => ({ status: ['ROUTED'] }) },
  { name: 'reopened', icon: 'undo', filter: () => ({ status: ['REOPENED'] }) },
  { name: 'triage', icon: 'flag', permission: 'appeals.coordinate', filter: () => ({ triage: true }) },
]

export const queueOf = (name: unknown): Queue => queues.find((queue) => queue.name === name) ?? queues[0]!
