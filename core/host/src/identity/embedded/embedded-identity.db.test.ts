import { decodeJwt, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { password, startTestIdentity, type TestIdentity } from '../../../test/doubles/embedded-identity.ts'
import { TestVisitor, type Tokens } from '../../../test/doubles/visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
})
afterAll(() => here.stop())
const visitor = () => new TestVisitor(here.origin)

test("discovery names Keycloak's addresses, from the public origin whatever a client writes into its headers", async () => {
  const realm = `${here.origin}/realms/vmeste`
  const reply = await fetch(`${realm}/.well-known/openid-configuration`, {
    headers: { 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
  })
  expect(await reply.json()).toMatchObject({
    issuer: realm,
    authorization_endpoint: `${realm}/protocol/openid-connect/auth`,
    token_endpoint: `${realm}/protocol/openid-connect/token`,
    userinfo_endpoint: `${realm}/protocol/openid-connect/userinfo`,
    end_session_endpoint: `${realm}/protocol/openid-connect/logout`,
    jwks_uri: `${realm}/protocol/openid-connect/certs`,
    introspection_endpoint: `${realm}/protocol/openid-connect/token/introspect`,
    code_challenge_methods_supported: ['S256'],
  })
  expect(await (await fetch(`${realm}/`)).json()).toMatchObject({
    realm: 'vmeste',
    'token-service': `${realm}/protocol/openid-connect`,
  })
})

test('published keys have no private half', async () => {
  const { keys } = (await (await fetch(`${here.origin}/realms/vmeste/protocol/openid-connect/certs`)).json()) as {
    keys: Record<string, unknown>[]
  }
  expect(keys).toHaveLength(1)
  expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
})

describe('a sign-in by password', () => {
  let tokens: Tokens
  const who = () => visitor()
  beforeAll(async () => {
    tokens = await who().signIn('operator.uzda', password)
  })

  test('gives an access token in the shape of Keycloak', () => {
    expect(decodeProtectedHeader(tokens.access_token).alg).toBe('RS256')
    const claims = decodeJwt(tokens.access_token)
    expect(claims).toMatchObject({
      iss: `${here.origin}/realms/vmeste`,
      aud: ['gateway', 'account'],
      azp: 'portal',
      typ: 'Bearer',
      acr: '1',
      preferred_username: 'operator.uzda',
      name: 'Ольга',
      realm_access: { roles: ['citizen'] },
      identity_assurance: 'ANONYMOUS',
      organization: { uzda: { id: 'uzda', resource_access: { gateway: { roles: ['operator'] } } } },
    })
    expect(claims.scope).toBe('openid profile email roles organization')
    expect(claims.sid).toEqual(expect.any(String))
    expect(claims.exp! - claims.iat!).toBe(300)
    expect(claims).not.toHaveProperty('client_id')
  })

  test('gives an ID token and a refresh token that keycloak-js can read', () => {
    const { sid } = decodeJwt(tokens.access_token)
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      typ: 'ID',
      azp: 'portal',
      aud: 'portal',
      sid,
      nonce: 'n',
      preferred_username: 'operator.uzda',
      name: 'Ольга',
    })
    expect(decodeJwt(tokens.refresh_token)).toMatchObject({ typ: 'Refresh', azp: 'portal', sid })
  })

  test('is believed by the verifier, with rights in its own city', async () => {
    const token = await here.identity.verify(tokens.access_token)
    expect(token.rolesIn('uzda')).toEqual(new Set(['operator']))
    expect(token.rolesIn('zhodino').size).toBe(0)
    expect(token.key).toBe((await here.identity.users.find('operator.uzda'))?.key)
    await expect(here.identity.verify(tokens.id_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
    await expect(here.identity.verify(tokens.refresh_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  })

  test('is known by e-mail too, in any case of letters', async () => {
    expect(decodeJwt((await visitor().signIn('Ivan@Example.test', password)).access_token).preferred_username).toBe(
      'citizen',
    )
  })
})

test('a wrong password, an unknown name and a closed account look the same', async () => {
  await here.identity.users.create({ username: 'closed', givenName: 'Закрыт', password })
  await here.identity.users.setEnabled('closed', false)
  const answers = []
  for (const [username, secret] of [
    ['citizen', 'неверный пароль'],
    ['nobody', password],
    ['closed', password],
  ] as const) {
    const somebody = visitor()
    const { page } = await somebody.open()
    const response = await somebody.post(page, { username, password: secret })
    answers.push([
      response.status,
      (await response.text())
        .replaceAll(username, 'X')
        .replace(/login-actions\/[\w-]+/g, '')
        .replace(/name="csrf" value="[^"]+"/g, ''),
    ])
  }
  expect(answers[0]?.[0]).toBe(401)
  expect(answers[0]?.[1]).toContain('Имя для входа или пароль не подходят')
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})

test('a code works once, and only with its verifier and its address', async () => {
  const somebody = visitor()
  const { page } = await somebody.open()
  const code = await somebody.codeFrom(await somebody.post(page, { username: 'citizen', password }))
  const form = { grant_type: 'authorization_code', code, redirect_uri: `${here.origin}/auth/callback` }
  expect((await somebody.token({ ...form, code_verifier: 'x'.repeat(43) })).status).toBe(400)
  expect(
    (await somebody.token({ ...form, redirect_uri: `${here.origin}/other`, code_verifier: somebody.verifier })).status,
  ).toBe(400)
  const { refresh_token } = await somebody.exchange(code)
  expect((await somebody.token({ ...form, code_verifier: somebody.verifier })).status).toBe(400)
  // a code shown twice was stolen by one of the two: what grew from it ends as well
  expect((await somebody.refresh(refresh_token)).status).toBe(400)
})

test.each([
  ['another address to return to', { redirect_uri: 'https://evil.test/auth/callback' }],
  ['a path below the address', { redirect_uri: '/auth/callback/x' }],
  ['an unknown client', { client_id: 'stranger' }],
  ['no PKCE', { code_challenge: '', code_challenge_method: '' }],
])('%s is refused on a page, without a redirect', async (_, more) => {
  const response = await visitor().request(visitor().authAddress(more))
  const answer = response.headers.get('location') ?? ''
  expect(answer.includes('code=') || answer.includes('evil')).toBe(false)
  expect(response.status === 400 || answer.includes('error=invalid_request')).toBe(true)
  expect(await response.text()).not.toContain('    at ')
})

describe('a refresh', () => {
  test('gives new tokens for the same session with the rights of now', async () => {
    await here.identity.users.create({
      username: 'head.uzda',
      givenName: 'Глава',
      password,
      cityRoles: [{ city: 'uzda', role: 'head' }],
    })
    const somebody = visitor()
    const first = await somebody.signIn('head.uzda', password)
    await here.identity.users.grant('head.uzda', { city: 'zhodino', role: 'city-admin' })
    await here.identity.users.withdraw('head.uzda', { city: 'uzda', role: 'head' })
    const second = (await (await somebody.refresh(first.refresh_token)).json()) as Tokens
    expect(decodeJwt(second.access_token).sid).toBe(decodeJwt(first.access_token).sid)
    const token = await here.identity.verify(second.access_token)
    expect(token.rolesIn('uzda').size).toBe(0)
    expect(token.rolesIn('zhodino')).toEqual(new Set(['city-admin', 'operator', 'head']))
  })

  const next = async (somebody: TestVisitor, token: string) =>
    ((await (await somebody.refresh(token)).json()) as Tokens).refresh_token

  test('whose answer got lost can be repeated once, on any host; the tokens after it live on', async () => {
    const somebody = visitor()
    const { refresh_token: first } = await somebody.signIn('citizen', password)
    const lost = await somebody.refresh(first)
    expect(lost.status).toBe(200)
    const again = await next(somebody, first)
    const later = await next(somebody, again)
    expect((await somebody.refresh(later)).status).toBe(200)
  })

  test('of a token whose successor was used is a replay and ends everything that grew from the sign-in', async () => {
    const somebody = visitor()
    const { refresh_token: first } = await somebody.signIn('citizen', password)
    const second = await next(somebody, first)
    const third = await next(somebody, second)
    expect((await somebody.refresh(first)).status).toBe(400)
    for (const token of [first, second, third]) expect((await somebody.refresh(token)).status).toBe(400)
  })

  test('of two successors only one lives: the second holder is a thief, or was robbed', async () => {
    const somebody = visitor()
    const { refresh_token: first } = await somebody.signIn('citizen', password)
    const [one, two] = [await next(somebody, first), await next(somebody, first)]
    const after = await next(somebody, one)
    expect((await somebody.refresh(two)).status).toBe(400)
    expect((await somebody.refresh(after)).status).toBe(400)
  })

  test('sent by many at once is answered twice at most', async () => {
    const somebody = visitor()
    const { refresh_token: first } = await somebody.signIn('citizen', password)
    const replies = await Promise.all(Array.from({ length: 6 }, () => somebody.refresh(first)))
    expect(replies.filter((reply) => reply.status === 200).length).toBeLessThanOrEqual(2)
    expect((await somebody.refresh(first)).status).toBe(400)
  })

  test('needs the token as we signed it', async () => {
    const { refresh_token } = await visitor().signIn('citizen', password)
    const [header, , signature] = refresh_token.split('.')
    const forged = Buffer.from(JSON.stringify({ ...decodeJwt(refresh_token), sub: 'x' })).toString('base64url')
    for (const bad of [[header, forged, signature].join('.'), String(decodeJwt(refresh_token).jti), 'x']) {
      expect((await visitor().refresh(bad)).status).toBe(400)
    }
  })

  test('ends when the account is closed', async () => {
    await here.identity.users.create({ username: 'leaver', givenName: 'Ушедший', password })
    const somebody = visitor()
    const tokens = await somebody.signIn('leaver', password)
    await here.identity.users.setEnabled('leaver', false)
    expect((await somebody.refresh(tokens.refresh_token)).status).toBe(400)
    await expect(here.identity.verify(tokens.access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  })
})

describe('what stands behind a token', () => {
  const introspect = (
    token: string,
    auth = `Basic ${Buffer.from(`gateway:${here.key('identity.gateway-client').toString('base64url')}`).toString('base64')}`,
  ) =>
    fetch(`${here.origin}/realms/vmeste/protocol/openid-connect/token/introspect`, {
      method: 'POST',
      headers: { authorization: auth },
      body: new URLSearchParams({ token }),
    })
  const userinfo = (token: string) =>
    fetch(`${here.origin}/realms/vmeste/protocol/openid-connect/userinfo`, {
      headers: { authorization: `Bearer ${token}` },
    })
  const account = (token: string) =>
    fetch(`${here.origin}/realms/vmeste/account`, { headers: { authorization: `Bearer ${token}` } })

  test('userinfo, account and introspection answer, and stop at the sign-out', async () => {
    const somebody = visitor()
    const tokens = await somebody.signIn('citizen', password)
    const { sub } = decodeJwt(tokens.access_token)
    expect(await (await userinfo(tokens.access_token)).json()).toMatchObject({
      sub,
      preferred_username: 'citizen',
      email: 'ivan@example.test',
      email_verified: false,
    })
    expect(await (await account(tokens.access_token)).json()).toMatchObject({
      id: sub,
      username: 'citizen',
      firstName: 'Иван',
      lastName: 'Петров',
    })
    expect(await (await introspect(tokens.access_token)).json()).toMatchObject({
      active: true,
      username: 'citizen',
      client_id: 'portal',
    })

    const page = await (
      await somebody.request(
        `${somebody.realm}/protocol/openid-connect/logout?client_id=portal&id_token_hint=${tokens.id_token}&post_logout_redirect_uri=${encodeURIComponent(`${here.origin}/auth/callback`)}`,
      )
    ).text()
    expect(page).toContain('<script nonce=')
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const gone = await somebody.request(/action="([^"]+)"/.exec(page)?.[1] ?? '', {
      method: 'POST',
      body: new URLSearchParams({ xsrf, logout: 'yes' }),
    })
    expect(gone.headers.get('location')).toBe(`${here.origin}/auth/callback`)

    expect((await somebody.refresh(tokens.refresh_token)).status).toBe(400)
    expect((await userinfo(tokens.access_token)).status).toBe(401)
    expect((await account(tokens.access_token)).status).toBe(401)
    expect(await (await introspect(tokens.access_token)).json()).toEqual({ active: false })
    await expect(here.identity.verify(tokens.access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
    expect((await somebody.request(somebody.authAddress({ prompt: 'none' }))).headers.get('location')).toContain(
      'error=login_required',
    )
  })

  test('only the gateway may ask', async () => {
    for (const auth of [
      '',
      'Basic x',
      `Basic ${Buffer.from('gateway:guess').toString('base64')}`,
      `Basic ${Buffer.from('portal:').toString('base64')}`,
    ]) {
      expect((await introspect('x', auth)).status).toBe(401)
    }
  })

  test('without a hint the sign-out asks first', async () => {
    const somebody = visitor()
    await somebody.signIn('citizen', password)
    const page = await (await somebody.request(`${somebody.realm}/protocol/openid-connect/logout`)).text()
    expect(page).toContain('Выйти из учётной записи')
    expect(page).not.toContain('<script')
  })
})

test('a token made for the demonstration is a proper one, for invented people and an hour at most', async () => {
  const { identity } = here
  const token = await identity.issueToken!('operator.uzda', 999_999)
  expect((await identity.verify(token)).rolesIn('uzda')).toEqual(new Set(['operator']))
  const { exp, iat } = decodeJwt(token)
  expect(exp! - iat!).toBe(3600)
  await expect(identity.issueToken!('citizen')).rejects.toMatchObject({ code: 'USER_UNKNOWN' })
})

test('the session frames are pages that run only their own script', async () => {
  for (const path of ['3p-cookies/step1.html', 'login-status-iframe.html']) {
    const reply = await fetch(`${here.origin}/realms/vmeste/protocol/openid-connect/${path}`)
    expect(reply.status).toBe(200)
    expect(reply.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; connect-src 'self'; frame-ancestors 'self'/,
    )
  }
  const somebody = visitor()
  const { sid } = decodeJwt((await somebody.signIn('citizen', password)).access_token)
  const init = (state: string) =>
    somebody.request(`${somebody.realm}/protocol/openid-connect/login-status-iframe.html/init?session_state=${state}`)
  expect((await init(String(sid))).status).toBe(204)
  expect((await init('other')).status).toBe(403)
})
