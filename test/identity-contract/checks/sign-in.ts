import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { password, type ContractProvider } from '../provider.ts'
import { tokensOf, visitorAt } from './visitor.ts'

/** The way in over raw HTTP, and every way that must not be one. */
export function signInChecks(here: () => ContractProvider): void {
  test('a name or an address, and the password, open the door', async () => {
    for (const login of ['citizen', 'Ivan@Example.test'])
      expect(decodeJwt((await tokensOf(here(), login)).access_token)['preferred_username']).toBe('citizen')
  })

  test('a wrong password and an unknown name give no code', async () => {
    for (const [username, secret] of [
      ['admin.zhodino', 'неверный пароль'],
      ['nobody', password],
    ] as const) {
      const somebody = visitorAt(here())
      const { page } = await somebody.open()
      const reply = await somebody.post(page, { username, password: secret })
      expect([200, 401]).toContain(reply.status)
      expect(reply.headers.get('location')).toBeNull()
      expect(await reply.text()).toContain('name="password"')
    }
  })

  test('a code works once, and only with its verifier and its address', async () => {
    const somebody = visitorAt(here())
    const codeForm = async () => {
      const { page } = await somebody.open()
      return {
        grant_type: 'authorization_code',
        code: await somebody.codeFrom(await somebody.post(page, { username: 'citizen', password })),
        redirect_uri: somebody.back,
        code_verifier: somebody.verifier,
      }
    }
    const good = await codeForm()
    expect((await somebody.token({ ...good, code_verifier: 'x'.repeat(43) })).status).toBe(400)
    const other = visitorAt(here())
    const { page } = await other.open()
    const fresh = {
      grant_type: 'authorization_code',
      code: await other.codeFrom(await other.post(page, { username: 'citizen', password })),
      redirect_uri: other.back,
      code_verifier: other.verifier,
    }
    const reply = await other.token(fresh)
    expect(reply.status).toBe(200)
    const { refresh_token } = (await reply.json()) as { refresh_token: string }
    expect((await other.token(fresh)).status).toBe(400)
    // a code shown twice was stolen by one of the two: what grew from it ends as well
    expect((await other.refresh(refresh_token)).status).toBe(400)
  })

  test('a code is not given away at another address', async () => {
    const somebody = visitorAt(here())
    const { page } = await somebody.open()
    const code = await somebody.codeFrom(await somebody.post(page, { username: 'citizen', password }))
    expect(
      (
        await somebody.token({
          grant_type: 'authorization_code',
          code,
          redirect_uri: `${here().portal}/other`,
          code_verifier: somebody.verifier,
        })
      ).status,
    ).toBe(400)
  })

  test.each([
    ['another address to return to', { redirect_uri: 'https://evil.test/auth/callback' }],
    ['a path below the address', (portal: string) => ({ redirect_uri: `${portal}/auth/callback/x` })],
    ['an unknown client', { client_id: 'stranger' }],
    ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
    ['PKCE in the clear', { code_challenge_method: 'plain' }],
    ['a token at once, without a code', { response_type: 'token' }],
  ])('%s is refused', async (_, more) => {
    const somebody = visitorAt(here())
    const reply = await somebody.request(somebody.authAddress(typeof more === 'function' ? more(here().portal) : more))
    const location = reply.headers.get('location') ?? ''
    expect(reply.status >= 400 || /[?#&]error=/.test(location)).toBe(true)
    expect(location).not.toMatch(/evil|callback\/x|[?#&](code|access_token)=/)
  })

  test.each([
    ['a password sent by the portal', { grant_type: 'password', username: 'citizen', password }],
    ['the portal in its own name', { grant_type: 'client_credentials' }],
  ])('%s gets no token', async (_, form) => {
    expect((await visitorAt(here()).token(form)).status).toBeGreaterThanOrEqual(400)
  })

  test('silently, without a session, the answer is that nobody is there', async () => {
    const somebody = visitorAt(here())
    expect(await somebody.landing(await somebody.request(somebody.authAddress({ prompt: 'none' })))).toContain(
      'error=login_required',
    )
  })
}
