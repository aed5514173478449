import { decodeProtectedHeader } from 'jose'
import { expect, test } from 'vitest'
import type { ContractProvider } from '../provider.ts'
import { codeOf } from './codes.ts'
import { forged } from './forged.ts'
import { tokensOf } from './visitor.ts'

/** How the host comes to the provider's keys, and lets go of them. */
export function keyChecks(here: () => ContractProvider): void {
  test('two hundred invented key ids at once are one request for keys', async () => {
    const { identity, keyRequests } = await here().freshHost()
    const { access_token } = await tokensOf(here(), 'citizen')
    const [, payload, signature] = access_token.split('.')
    const invented = Array.from(
      { length: 200 },
      (_, i) =>
        `${Buffer.from(JSON.stringify({ alg: 'RS256', kid: `x${i}` })).toString('base64url')}.${payload}.${signature}`,
    )
    expect(new Set(await Promise.all(invented.map((token) => codeOf(identity, token))))).toEqual(
      new Set(['TOKEN_INVALID']),
    )
    expect(keyRequests()).toBe(1)
    expect(await codeOf(identity, access_token)).toBe('accepted')
    expect(keyRequests()).toBe(1)
  })

  test('a newer key is found by itself, and tokens of the older one stay good', async () => {
    const host = await here().freshHost()
    const before = (await tokensOf(here(), 'citizen')).access_token
    expect(await codeOf(host.identity, before)).toBe('accepted')
    await here().rotateKeys()
    const after = (await tokensOf(here(), 'citizen')).access_token
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
    host.advance(5_001) // an unknown key id is asked for again only after a pause
    expect([await codeOf(host.identity, after), await codeOf(host.identity, before)]).toEqual(['accepted', 'accepted'])
    expect(host.keyRequests()).toBe(2)
  })

  test('with a withdrawn key its tokens end, remembered ones too', async () => {
    const host = await here().freshHost()
    const long = await forged(here(), { exp: Math.floor(Date.now() / 1000) + 7_200 })
    expect(await codeOf(host.identity, long)).toBe('accepted')
    await here().rotateKeys()
    await here().withdrawOldKeys()
    const stranger = await here().freshHost()
    expect(await codeOf(stranger.identity, long)).toBe('TOKEN_INVALID')
    expect(await codeOf(stranger.identity, (await tokensOf(here(), 'citizen')).access_token)).toBe('accepted')
    host.advance(601_000)
    await codeOf(host.identity, long) // the hit that notices how old the keys are
    await expect.poll(() => codeOf(host.identity, long)).toBe('TOKEN_INVALID')
  })
}
