import { Problem } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { asPlatformFault, outageOf } from './outage-of.ts'

const ofServer = (code: string) => Object.assign(new Error('of PostgreSQL'), { code, severity: 'ERROR' })
const refused = () => Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:443'), { code: 'ECONNREFUSED' })

test('what the server says of itself is an outage, and which', () => {
  expect(
    ['53100', '25006', '28P01', '57P03', '08006', '53300', '58030'].map((code) => outageOf(ofServer(code))),
  ).toEqual(['full', 'read-only', 'refused', 'unreachable', 'unreachable', 'unreachable', 'failing'])
  expect(outageOf(new Error('wrapped', { cause: ofServer('53100') }))).toBe('full')
  expect(outageOf(new Error('Connection terminated unexpectedly'))).toBe('unreachable')
})

test('a refused connection is one only where it was to our own database', () => {
  expect(outageOf(refused())).toBeUndefined()
  const own = refused()
  asPlatformFault(own)
  expect(outageOf(own)).toBe('unreachable')
})

test('a module’s own faults, and refusals that have words, are none', () => {
  for (const code of ['23505', '42P01', '57014', '25P03', '40001'])
    expect(outageOf(ofServer(code)), code).toBeUndefined()
  expect(outageOf(Object.assign(new Error('of a module'), { code: '53100' }))).toBeUndefined()
  expect(outageOf(new Error('timeout exceeded when trying to connect'))).toBeUndefined()
  expect(outageOf(new Problem('X', { ru: 'x', be: 'x', en: 'x' }, { cause: ofServer('53100') }))).toBeUndefined()
  expect(outageOf('53100')).toBeUndefined()
})
