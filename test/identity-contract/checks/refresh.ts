import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { Tokens } from '../../../core/host/test/doubles/visitor.ts'
import type { ContractProvider } from '../provider.ts'
import { tokensOf, visitorAt } from './visitor.ts'

const nextSecond = () => new Promise((resolve) => setTimeout(resolve, 1_100))

/** How a session lives on, and what ends it. */
export function refreshChecks(here: () => ContractProvider): void {
  const start = async (username = 'citizen') => {
    const first = await tokensOf(here(), username)
    const somebody = visitorAt(here())
    const refresh = async (token: string) => ((await (await somebody.refresh(token)).json()) as Tokens).refresh_token
    return {
      first: first.refresh_token,
      tokens: first,
      somebody,
      refresh,
      statusOf: async (token: string) => (await somebody.refresh(token)).status,
    }
  }

  test('a refresh gives new tokens of the same session', async () => {
    const { tokens, first, somebody } = await start()
    const next = (await (await somebody.refresh(first)).json()) as Tokens
    expect(next.access_token).not.toBe(tokens.access_token)
    expect(decodeJwt(next.access_token)['sid']).toBe(decodeJwt(tokens.access_token)['sid'])
    expect(decodeJwt(next.access_token).sub).toBe(decodeJwt(tokens.access_token).sub)
  })

  test('a refresh whose answer was lost can be repeated, and what follows lives on', async () => {
    const { first, somebody, refresh, statusOf } = await start()
    expect((await somebody.refresh(first)).status).toBe(200)
    const again = await refresh(first)
    const later = await refresh(again)
    expect(await statusOf(later)).toBe(200)
  })

  test('a replay, after the successor was used, is refused and ends everything that grew from the sign-in', async () => {
    const { first, refresh, statusOf } = await start()
    await nextSecond() // Keycloak tells older from younger by whole seconds
    const second = await refresh(first)
    const third = await refresh(second)
    expect(await statusOf(first)).toBe(400)
    for (const token of [second, third]) expect(await statusOf(token)).toBe(400)
  })

  test('a refresh token with another content, or none of ours, is refused', async () => {
    const { first, statusOf } = await start()
    const [header, , signature] = first.split('.')
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(first), sub: 'x' })).toString('base64url')
    for (const bad of [[header, forged, signature].join('.'), String(decodeJwt(first).jti), 'x'])
      expect(await statusOf(bad)).toBe(400)
  })

  test('a closed account gets no more tokens', async () => {
    const { users } = here().identity
    await users.create({
      username: 'leaver',
      givenName: 'Ушедший',
      email: 'leaver@example.test',
      password: 'правильный конь 42',
    })
    const { first, statusOf } = await start('leaver')
    await users.setEnabled('leaver', false)
    expect(await statusOf(first)).toBe(400)
    const again = visitorAt(here())
    const { page } = await again.open()
    expect(
      (await again.post(page, { username: 'leaver', password: 'правильный конь 42' })).headers.get('location'),
    ).toBeNull()
  })
}
