import { expect, test } from 'vitest'
import { publicStatuses } from '@vmeste/sdk'
import {
  isOpen,
  isPublic,
  moves,
  nextStatus,
  openStatuses,
  publicStatusOf,
  refusal,
  reportStatuses,
  type MoveName,
  type Movable,
  type Mover,
  type ReportStatus,
} from './report-status.ts'

const now = new Date('2026-04-24T09:00:00Z')
const limits = { returns: 2, reopens: 2, reopenDays: 14 }
const all = {
  department: 'HOUS',
  reason: 'наш',
  date: '2026-05-01',
  answer: true,
  comment: 'не закручено',
  target: 'x',
  body: 'y',
}
const at = (status: ReportStatus, more: Partial<Movable> = {}): Movable => ({
  status,
  returns: 0,
  reopens: 0,
  answeredAt: now,
  ...more,
})
const movers: readonly Mover[] = ['system', 'coordinator', 'executor', 'reporter']
const names = Object.keys(moves) as MoveName[]

/** Written by hand beside the machine: what may follow a status, and by whose hand. */
const expected: Record<ReportStatus, string> = {
  NEW: `
    system:hold→MODERATION system:route→ROUTED coordinator:reassign→ROUTED coordinator:reject→REJECTED
    coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL reporter:withdraw→WITHDRAWN
    reporter:convert→CONVERTED_TO_APPEAL`,
  MODERATION: `
    system:route→ROUTED coordinator:release→NEW coordinator:reassign→ROUTED coordinator:reject→REJECTED
    reporter:withdraw→WITHDRAWN`,
  ROUTED: `
    coordinator:agree→INTERIM
    coordinator:reassign→ROUTED coordinator:reject→REJECTED coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL
    executor:accept→ACCEPTED executor:return→NEW executor:plan→INTERIM executor:answer→ANSWERED
    reporter:withdraw→WITHDRAWN reporter:convert→CONVERTED_TO_APPEAL`,
  ACCEPTED: `
    coordinator:agree→INTERIM
    coordinator:reassign→ROUTED coordinator:reject→REJECTED coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL
    executor:return→NEW executor:plan→INTERIM executor:answer→ANSWERED reporter:withdraw→WITHDRAWN
    reporter:convert→CONVERTED_TO_APPEAL`,
  IN_PROGRESS: `
    coordinator:agree→INTERIM
    coordinator:reassign→ROUTED coordinator:reject→REJECTED coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL
    executor:return→NEW executor:plan→INTERIM executor:answer→ANSWERED reporter:withdraw→WITHDRAWN
    reporter:convert→CONVERTED_TO_APPEAL`,
  INTERIM: `
    coordinator:agree→INTERIM
    coordinator:reassign→ROUTED coordinator:reject→REJECTED coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL
    executor:resume→IN_PROGRESS executor:plan→INTERIM executor:answer→ANSWERED reporter:withdraw→WITHDRAWN
    reporter:convert→CONVERTED_TO_APPEAL`,
  REOPENED: `
    coordinator:agree→INTERIM
    coordinator:reassign→ROUTED coordinator:reject→REJECTED coordinator:merge→MERGED coordinator:forward→FORWARDED_EXTERNAL
    executor:resume→IN_PROGRESS executor:return→NEW executor:plan→INTERIM executor:answer→ANSWERED
    reporter:withdraw→WITHDRAWN reporter:convert→CONVERTED_TO_APPEAL`,
  ANSWERED: 'system:close→CLOSED reporter:confirm→CONFIRMED reporter:reopen→REOPENED',
  CONFIRMED: 'reporter:reopen→REOPENED',
  CLOSED: 'reporter:reopen→REOPENED',
  MERGED: '',
  REJECTED: '',
  FORWARDED_EXTERNAL: '',
  WITHDRAWN: '',
  CONVERTED_TO_APPEAL: '',
}

test.each(reportStatuses)('from %s exactly these moves', (status) => {
  const found = movers.flatMap((by) =>
    names
      .filter((name) => !refusal(at(status), name, by, now, limits))
      .map((name) => `${by}:${name}→${nextStatus(at(status), name, by, all, now, limits)}`),
  )
  expect(found.sort()).toEqual(expected[status].split(/\s+/).filter(Boolean).sort())
})

test.each(names.filter((name) => moves[name].needs.length > 0))('%s refuses without its data', (name) => {
  for (const need of moves[name].needs)
    expect(() =>
      nextStatus(at(moves[name].from[0]), name, moves[name].by[0], { ...all, [need]: '' }, now, limits),
    ).toThrow(expect.objectContaining({ code: `${need.toUpperCase()}_REQUIRED` }))
})

test('limits: two returns, two reopenings, fourteen days', () => {
  const code = (report: Movable, name: MoveName, by: Mover, when = now) => refusal(report, name, by, when, limits)?.code
  expect(code(at('ROUTED', { returns: 1 }), 'return', 'executor')).toBeUndefined()
  expect(code(at('ROUTED', { returns: 2 }), 'return', 'executor')).toBe('RETURN_LIMIT')
  expect(code(at('ANSWERED', { reopens: 2 }), 'reopen', 'reporter')).toBe('REOPEN_LIMIT')
  expect(code(at('CONFIRMED'), 'reopen', 'reporter', new Date(now.getTime() + 14 * 86_400_000))).toBeUndefined()
  expect(code(at('CONFIRMED'), 'reopen', 'reporter', new Date(now.getTime() + 14 * 86_400_000 + 1))).toBe(
    'REOPEN_WINDOW',
  )
})

test('an executor does not confirm the own work, a reporter does not answer', () => {
  expect(refusal(at('ANSWERED'), 'confirm', 'executor', now, limits)?.code).toBe('MOVE_NOT_YOURS')
  expect(refusal(at('ROUTED'), 'answer', 'reporter', now, limits)?.code).toBe('MOVE_NOT_YOURS')
})

test('citizens see six statuses; what is open is not over, and what ended without an answer is not done', () => {
  for (const status of reportStatuses) {
    expect(publicStatuses).toContain(publicStatusOf(status))
    expect(['DONE', 'ENDED'].includes(publicStatusOf(status))).toBe(!isOpen(status))
    expect(publicStatusOf(status) === 'DONE').toBe(['ANSWERED', 'CONFIRMED', 'CLOSED'].includes(status))
  }
  expect(openStatuses.filter((status) => !isPublic(status))).toEqual(['MODERATION'])
})
