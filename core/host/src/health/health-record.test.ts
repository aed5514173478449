import { beforeEach, expect, test } from 'vitest'
import { HealthRecord, type HealthState } from './health-record.ts'
import { defaultHealthTuning } from './health-tuning.ts'

let now = 0
let seen: HealthState[] = []
let record: HealthRecord
beforeEach(() => {
  now = 1_000_000
  seen = []
  record = new HealthRecord(
    defaultHealthTuning,
    ({ state }) => {
      seen.push(state)
    },
    () => now,
  )
})

const call = (outcome: 'well' | 'error' | 'timeout'): number => {
  const rest = record.admit()
  if (rest > 0) return rest
  if (outcome === 'well') record.succeeded()
  else record.failed(outcome)
  return 0
}

test('an error now and then in a busy module is its own affair, many are shown, and it is still asked', () => {
  for (let i = 0; i < 200; i++) call(i % 10 === 0 ? 'error' : 'well')
  expect(seen).toEqual(['DEGRADED'])
  expect(record.admit()).toBe(0)
  now += 90_000
  record.settle()
  expect(record).toMatchObject({ state: 'HEALTHY', reason: undefined })
})

test('a module whose calls all fail is left alone for a while, then one call is let through', () => {
  for (let i = 0; i < 4; i++) call('timeout')
  expect(record).toMatchObject({ state: 'UNHEALTHY', reason: 'timeout' })
  expect(call('well')).toBe(30_000)
  now += 30_000
  expect(record.admit()).toBe(0)
  expect(call('well'), 'a second one waits for the first').toBeGreaterThan(0)
  record.failed('error')
  expect(call('well'), 'the probe failed: it rests again').toBe(30_000)
  now += 30_000
  expect(call('well')).toBe(0)
  expect(seen).toEqual(['DEGRADED', 'UNHEALTHY', 'HEALTHY'])
})

test('a module that nobody asks any more is well again when its faults are forgotten', () => {
  for (let i = 0; i < 4; i++) record.failed('stray')
  expect(record.state).toBe('UNHEALTHY')
  now += 90_000
  record.settle()
  expect(record.state).toBe('HEALTHY')
})

test('its own check alone never stops a module', () => {
  for (let i = 0; i < 10; i++) {
    record.failed('check')
    now += 30_000
  }
  expect(seen).toEqual(['DEGRADED'])
})

test('what is asked without being let through changes nothing, and a call that did not take place lets the next one through', () => {
  for (let i = 0; i < 4; i++) call('timeout')
  expect(record.restingMs).toBe(30_000)
  now += 30_000
  expect([record.restingMs, record.restingMs]).toEqual([1_000, 1_000])
  expect(record.admit()).toBe(0)
  record.spared()
  expect(record.admit()).toBe(0)
  record.unproven()
  expect(call('well'), 'nothing good was shown').toBe(30_000)
  now += 30_000
  expect(call('well')).toBe(0)
  record.unproven()
  expect([record.state, record.restingMs]).toEqual(['HEALTHY', 0])
})
