import { expect, test } from 'vitest'
import type { ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { tokensOf } from './visitor.ts'

/** A provider that takes the question and never answers. */
export function unavailableChecks(here: () => ContractProvider): void {
  test('it holds up no request: all get their coded answer in time, and who was known stays known', async () => {
    const known = (await tokensOf(here(), 'operator.uzda')).access_token,
      unknown = (await tokensOf(here(), 'citizen')).access_token
    const host = await here().freshHost()
    expect(await codeOf(host.identity, known)).toBe('accepted')
    host.advance(5_001)
    host.hang()
    const [, payload, signature] = unknown.split('.')
    const invented = Array.from(
      { length: 50 },
      (_, i) =>
        `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: `h${i}` })).toString('base64url')}.${payload}.${signature}`,
    )
    const started = performance.now()
    expect(new Set(await Promise.all(invented.map((token) => codeOf(host.identity, token))))).toEqual(
      new Set(['IDENTITY_UNAVAILABLE']),
    )
    expect(performance.now() - started).toBeLessThan(6_000)
    expect([await codeOf(host.identity, known), await codeOf(host.identity, unknown)]).toEqual(['accepted', 'accepted'])
  })
}
