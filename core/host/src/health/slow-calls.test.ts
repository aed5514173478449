import { beforeEach, expect, test } from 'vitest'
import { defaultHealthTuning } from './health-tuning.ts'
import { SlowCalls } from './slow-calls.ts'

let now = 0
let slow: SlowCalls
beforeEach(() => {
  now = 1_000_000
  slow = new SlowCalls(defaultHealthTuning, () => now)
})

const call = (asker: string, operation = 'Query.reports') => ({ module: 'appeals', city: 1, operation, asker })
/** Waits in vain, where that is let. Says whether it weighed against the module. */
const wait = (asker: string, operation?: string): boolean | 'refused' =>
  slow.admit(call(asker, operation)) > 0 ? 'refused' : slow.failed(call(asker, operation), 'timeout')

test('one asker’s slow question rests for that asker, weighs twice at most, and nobody else waits for it', () => {
  expect(Array.from({ length: 6 }, () => wait('a'))).toEqual([true, true, false, false, 'refused', 'refused'])
  expect([slow.admit(call('b')), slow.admit(call('a', 'Query.inbox'))]).toEqual([0, 0])
})

test('several askers of one field: it rests for everybody, and weighs no more against the module than one did', () => {
  expect(['a', 'a', 'b', 'b', 'c'].map((asker) => wait(asker))).toEqual([true, true, false, false, 'refused'])
})

test('several askers of several fields weigh against the module', () => {
  expect([
    wait('a', 'x'),
    wait('a', 'y'),
    wait('a', 'z'),
    wait('b', 'x'),
    wait('b', 'y'),
    wait('b', 'z'),
    wait('c', 'z'),
  ]).toEqual([true, true, false, true, true, false, true])
})

test('what rests is tried again by one, and comes back when that goes well', () => {
  for (let i = 0; i < 4; i++) wait('a')
  now += defaultHealthTuning.restMs
  expect([slow.admit(call('a')), slow.admit(call('a'))]).toEqual([0, 1_000])
  slow.succeeded(call('a'))
  expect([slow.admit(call('a')), slow.admit(call('a'))]).toEqual([0, 0])
})
