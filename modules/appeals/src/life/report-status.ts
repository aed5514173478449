import { Problem } from '@vmeste/sdk'
import type { PublicStatus } from '@vmeste/sdk'
import { problems } from '../problems.ts'

/** Every status a message can have. Citizens never see them: they see the six of `publicStatusOf`. */
export const reportStatuses = [
  'NEW',
  'MODERATION',
  'ROUTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'INTERIM',
  'ANSWERED',
  'CONFIRMED',
  'REOPENED',
  'CLOSED',
  'MERGED',
  'REJECTED',
  'FORWARDED_EXTERNAL',
  'WITHDRAWN',
  'CONVERTED_TO_APPEAL',
] as const
export type ReportStatus = (typeof reportStatuses)[number]

/** Somebody of the city still owes the reporter something. */
export const openStatuses = [
  'NEW',
  'MODERATION',
  'ROUTED',
  'ACCEPTED',
  'IN_PROGRESS',
  'INTERIM',
  'REOPENED',
] as const satisfies readonly ReportStatus[]
export const isOpen = (status: ReportStatus): boolean => (openStatuses as readonly ReportStatus[]).includes(status)

/** Who may make a move. The platform itself is one of them. */
export type Mover = 'system' | 'coordinator' | 'executor' | 'reporter'
/** What a move cannot be made without. `answer` is a text or a photo of the result: a photo alone is an answer. */
export type Need = 'department' | 'reason' | 'date' | 'answer' | 'comment' | 'target' | 'body'
export type MoveData = { readonly [N in Need]?: unknown }

interface Move {
  readonly from: readonly ReportStatus[]
  readonly to: ReportStatus
  readonly by: readonly Mover[]
  readonly needs: readonly Need[]
}

const inDepartment = ['ROUTED', 'ACCEPTED', 'IN_PROGRESS', 'INTERIM', 'REOPENED'] as const

/** The whole life of a message as one table. */
export const moves = {
  hold: { from: ['NEW'], to: 'MODERATION', by: ['system'], needs: [] },
  release: { from: ['MODERATION'], to: 'NEW', by: ['coordinator'], needs: [] },
  route: { from: ['NEW', 'MODERATION'], to: 'ROUTED', by: ['system'], needs: ['department'] },
  reassign: {
    from: ['NEW', 'MODERATION', ...inDepartment],
    to: 'ROUTED',
    by: ['coordinator'],
    needs: ['department', 'reason'],
  },
  accept: { from: ['ROUTED'], to: 'ACCEPTED', by: ['executor'], needs: [] },
  resume: { from: ['REOPENED', 'INTERIM'], to: 'IN_PROGRESS', by: ['executor'], needs: [] },
  return: { from: ['ROUTED', 'ACCEPTED', 'IN_PROGRESS', 'REOPENED'], to: 'NEW', by: ['executor'], needs: ['reason'] },
  plan: { from: [...inDepartment], to: 'INTERIM', by: ['executor'], needs: ['date', 'reason'] },
  agree: { from: [...inDepartment], to: 'INTERIM', by: ['coordinator'], needs: ['date'] },
  answer: { from: [...inDepartment], to: 'ANSWERED', by: ['executor'], needs: ['answer'] },
  confirm: { from: ['ANSWERED'], to: 'CONFIRMED', by: ['reporter'], needs: [] },
  reopen: { from: ['ANSWERED', 'CONFIRMED', 'CLOSED'], to: 'REOPENED', by: ['reporter'], needs: ['comment'] },
  close: { from: ['ANSWERED'], to: 'CLOSED', by: ['system'], needs: [] },
  reject: { from: ['NEW', 'MODERATION', ...inDepartment], to: 'REJECTED', by: ['coordinator'], needs: ['reason'] },
  merge: { from: ['NEW', ...inDepartment], to: 'MERGED', by: ['coordinator'], needs: ['target'] },
  forward: { from: ['NEW', ...inDepartment], to: 'FORWARDED_EXTERNAL', by: ['coordinator'], needs: ['body'] },
  withdraw: { from: ['NEW', 'MODERATION', ...inDepartment], to: 'WITHDRAWN', by: ['reporter'], needs: [] },
  convert: { from: ['NEW', ...inDepartment], to: 'CONVERTED_TO_APPEAL', by: ['reporter'], needs: [] },
} as const satisfies Record<string, Move>
export type MoveName = keyof typeof moves

/** What the machine has to know of a report; `answeredAt` is when it was last answered. */
export interface Movable {
  readonly status: ReportStatus
  readonly returns: number
  readonly reopens: number
  readonly answeredAt?: Date | null
}
export interface Limits {
  readonly returns: number
  readonly reopens: number
  readonly reopenDays: number
}

const present = (value: unknown): boolean => value !== undefined && value !== null && value !== '' && value !== false

/** Why a move cannot be made now, or nothing. Data is not looked at, so this also tells which buttons to offer. */
export function refusal(report: Movable, name: MoveName, by: Mover, now: Date, limits: Limits): Problem | undefined {
  const rule: Move = moves[name]
  if (!rule.by.includes(by)) return problems.moveNotYours()
  if (!rule.from.includes(report.status)) return problems.moveTooLate()
  if (name === 'return' && report.returns >= limits.returns) return problems.returnLimit(limits.returns)
  if (name !== 'reopen') return undefined
  if (report.reopens >= limits.reopens) return problems.reopenLimit(limits.reopens)
  const ended = report.answeredAt?.getTime() ?? 0
  return now.getTime() - ended > limits.reopenDays * 86_400_000 ? problems.reopenWindow(limits.reopenDays) : undefined
}

/**
 * The status after a move.
 * @throws Problem when the move is not this mover's, comes too late, is over a limit or lacks its data
 * @example nextStatus(report, 'answer', 'executor', { answer: photos.length > 0 }, now, limits) // 'ANSWERED'
 */
export function nextStatus(
  report: Movable,
  name: MoveName,
  by: Mover,
  data: MoveData,
  now: Date,
  limits: Limits,
): ReportStatus {
  const refused = refusal(report, name, by, now, limits)
  if (refused) throw refused
  for (const need of moves[name].needs) if (!present(data[need])) throw problems.needs(need)
  return moves[name].to
}

const publicStatus: Readonly<Record<ReportStatus, PublicStatus>> = {
  NEW: 'RECEIVED',
  MODERATION: 'RECEIVED',
  ROUTED: 'RECEIVED',
  ACCEPTED: 'IN_PROGRESS',
  IN_PROGRESS: 'IN_PROGRESS',
  REOPENED: 'IN_PROGRESS',
  INTERIM: 'PLANNED',
  ANSWERED: 'DONE',
  CONFIRMED: 'DONE',
  CLOSED: 'DONE',
  MERGED: 'ENDED',
  REJECTED: 'ENDED',
  FORWARDED_EXTERNAL: 'ENDED',
  WITHDRAWN: 'ENDED',
  CONVERTED_TO_APPEAL: 'ENDED',
}
/** The one of six a citizen sees. */
export const publicStatusOf = (status: ReportStatus): PublicStatus => publicStatus[status]

/** What strangers never see, whatever it says. */
export const isPublic = (status: ReportStatus): boolean =>
  status !== 'MODERATION' && status !== 'REJECTED' && status !== 'WITHDRAWN'
