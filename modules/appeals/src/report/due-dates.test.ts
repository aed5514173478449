import { expect, test } from 'vitest'
import { nextDue } from './due-dates.ts'

const makeSafe = new Date('2026-04-17T15:42:00Z')
const due = new Date('2026-04-25T20:59:59Z')
const owed = { make_safe_due: makeSafe, due, planned_for: null }

test('first the first action, then the fix, a planned day before both, nothing last', () => {
  const next = (status: Parameters<typeof nextDue>[0]['status'], more = {}) =>
    nextDue({ ...owed, status, ...more }, 'Europe/Minsk')
  expect(next('ROUTED')).toEqual(makeSafe)
  expect(next('ACCEPTED')).toEqual(due)
  expect(next('REOPENED')).toEqual(makeSafe)
  expect(next('INTERIM', { planned_for: '2026-05-08' })).toEqual(new Date('2026-05-08T20:59:59Z'))
  expect(next('ROUTED', { make_safe_due: null, due: null })).toBe('infinity')
  expect(next('ACCEPTED', { due: null })).toEqual(makeSafe)
})
