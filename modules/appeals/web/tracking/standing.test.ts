import { expect, test } from 'vitest'
import { isRejected, isUnseen } from './standing.ts'

const step = (kind: string) => ({ kind }) as Parameters<typeof isRejected>[0]['steps'][number]

test('a rejected report is not done, and like one off public view nobody else sees it', () => {
  const [rejected, done] = [
    [step('RECEIVED'), step('REJECTED')],
    [step('RECEIVED'), step('ANSWERED')],
  ]
  expect([isRejected({ steps: rejected }), isRejected({ steps: done })]).toEqual([true, false])
  expect(isUnseen({ steps: rejected, withdrawnAt: null })).toBe(true)
  expect(isUnseen({ steps: done, withdrawnAt: null })).toBe(false)
  expect(isUnseen({ steps: done, withdrawnAt: '2026-04-16T15:42:00Z' })).toBe(true)
})
