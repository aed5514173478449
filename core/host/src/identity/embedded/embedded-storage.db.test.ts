import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEmbeddedIdentity } from './create-embedded-identity.ts'
import { identityDb } from '../shared/tables/identity-tables.ts'
import { sweepExpired } from '../shared/tables/sweep-expired.ts'
import { password, startTestIdentity, type TestIdentity } from './test-identity.ts'
import { TestVisitor } from './test-visitor.ts'

let here: TestIdentity
beforeAll(async () => {
  here = await startTestIdentity()
})
afterAll(() => here.stop())

const dump = async () => {
  const pool = here.storage.pool('identity')
  const tables = ['account', 'city_role', 'artefact', 'refresh_chain', 'signing_key', 'attempt', 'realm']
  return (
    await Promise.all(
      tables.map(async (table) =>
        JSON.stringify((await pool.query<Record<string, unknown>>(`select * from identity.${table}`)).rows),
      ),
    )
  ).join('\n')
}

test('a copy of the database opens nothing: no session, no code, no token, no key, no password, no address', async () => {
  const somebody = new TestVisitor(here.origin, '203.0.113.77')
  const first = await somebody.open()
  await somebody.post(first.page, { username: 'citizen', password: 'неверный пароль 1' })
  const code = await somebody.codeFrom(await somebody.post(first.page, { username: 'citizen', password }))
  const beforeExchange = await dump()
  const tokens = await somebody.exchange(code)
  // an interaction over an open session carries that session along
  await somebody.open({ prompt: 'login' })
  const copy = beforeExchange + (await dump())
  expect(copy).toContain('"type":"Session"')
  expect(copy).toContain('"type":"RefreshToken"')
  expect(copy).toContain('"type":"Interaction"')
  const secrets = {
    code,
    password,
    session: somebody.cookies.get('VMESTE_SESSION'),
    refresh: String(decodeJwt(tokens.refresh_token).jti),
    address: '203.0.113',
    ...tokens,
    scope: '"d":"',
  }
  for (const [name, secret] of Object.entries(secrets)) {
    if (typeof secret === 'string') expect([name, secret.length > 3 && copy.includes(secret)]).toEqual([name, false])
  }
  expect(copy).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

const another = (origin: string, key = here.key.bind(here)) =>
  createEmbeddedIdentity({
    pool: here.storage.pool('identity'),
    origin,
    key,
    mail: async () => undefined,
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    demonstrationAccounts: [],
  })

test('behind TLS every cookie is for TLS only, though the proxy speaks plain HTTP to us', async () => {
  const secure = await another('https://vmeste.example.test')
  const server = createServer(express().use(secure.router())).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const somebody = new TestVisitor(`http://localhost:${(server.address() as AddressInfo).port}`)
  const address = somebody.authAddress({ redirect_uri: 'https://vmeste.example.test/auth/callback' })
  const start = await fetch(address, { redirect: 'manual' })
  const uid = start.headers.get('location') ?? ''
  const page = await fetch(new URL(`${uid}/login?kc_locale=be`, address), {
    headers: {
      cookie: start.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    },
  })
  const cookies = [...start.headers.getSetCookie(), ...page.headers.getSetCookie()]
  expect(cookies.map((cookie) => cookie.split('=')[0])).toEqual(
    expect.arrayContaining(['VMESTE_SIGN_IN', 'VMESTE_SIGN_IN.sig', 'VMESTE_RESUME', 'KEYCLOAK_LOCALE']),
  )
  for (const cookie of cookies) expect(cookie.toLowerCase()).toMatch(/; *secure/)
  for (const cookie of start.headers.getSetCookie()) expect(cookie.toLowerCase()).toMatch(/; *httponly/)
  server.closeAllConnections()
  server.close()
  await secure.stop()
})

test('a second host on the same database believes the first', async () => {
  const { access_token } = await new TestVisitor(here.origin).signIn('citizen', password)
  const second = await another(here.origin)
  expect((await second.verify(access_token)).username).toBe('citizen')
  await second.stop()
})

test('a platform that moves to another address keeps its people, and believes no token of the old one', async () => {
  const { access_token } = await new TestVisitor(here.origin).signIn('citizen', password)
  const moved = await another('https://vmeste.example.test')
  const before = await here.identity.users.find('operator.uzda')
  expect(await moved.users.find('operator.uzda')).toEqual(before)
  expect(await moved.users.findByKey(before!.key)).toEqual(before)
  expect((await moved.verify(await moved.issueToken!('operator.uzda'))).key).toBe(before!.key)
  await expect(moved.verify(access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  await moved.stop()
})

test('under another secret the start says what is wrong', async () => {
  await expect(another(here.origin, () => Buffer.alloc(32, 1))).rejects.toMatchObject({
    code: 'VMESTE_IDENTITY_KEY_SEALED',
  })
})

test('what has expired is swept, what lives stays', async () => {
  const db = identityDb(here.storage.pool('identity'))
  const tokens = await new TestVisitor(here.origin).signIn('citizen', password)
  await db
    .insertInto('artefact')
    .values(
      [1, 2, 3].map((id) => ({
        type: 'Session',
        id: `old${id}`,
        payload: '{}',
        grant_id: null,
        uid: null,
        account_id: null,
        expires_at: new Date(Date.now() - 1000),
        consumed_at: null,
      })),
    )
    .execute()
  expect(await sweepExpired(db)).toBeGreaterThanOrEqual(3)
  expect(await db.selectFrom('artefact').select('id').where('id', 'like', 'old%').execute()).toEqual([])
  expect((await new TestVisitor(here.origin).refresh(tokens.refresh_token)).status).toBe(200)
})

test('a new password ends the sessions that the old one opened', async () => {
  await here.identity.users.create({ username: 'changer', givenName: 'Кася', password })
  const somebody = new TestVisitor(here.origin)
  const tokens = await somebody.signIn('changer', password)
  await here.identity.users.setPassword('changer', 'совсем другая фраза')
  expect((await somebody.refresh(tokens.refresh_token)).status).toBe(400)
  await expect(here.identity.verify(tokens.access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  expect(
    decodeJwt((await new TestVisitor(here.origin).signIn('changer', 'совсем другая фраза')).access_token)
      .preferred_username,
  ).toBe('changer')
})

test('accounts are checked before they are written', async () => {
  const { users } = here.identity
  await expect(users.create({ username: 'citizen', givenName: 'Х' })).rejects.toMatchObject({ code: 'USERNAME_TAKEN' })
  await expect(users.create({ username: 'other', givenName: 'Х', email: 'IVAN@example.test' })).rejects.toMatchObject({
    code: 'EMAIL_TAKEN',
  })
  await expect(users.create({ username: 'Имя', givenName: 'Х' })).rejects.toMatchObject({ code: 'USERNAME_INVALID' })
  await expect(users.create({ username: 'other', givenName: '' })).rejects.toMatchObject({ code: 'NAME_INVALID' })
  await expect(users.create({ username: 'other', givenName: 'Х', password: 'короткий' })).rejects.toMatchObject({
    code: 'PASSWORD_WEAK',
  })
  await expect(
    users.create({ username: 'other', givenName: 'Х', cityRoles: [{ city: '__proto__', role: 'x' }] }),
  ).rejects.toMatchObject({ code: 'ROLE_INVALID' })
  await expect(users.grant('nobody', { city: 'uzda', role: 'head' })).rejects.toMatchObject({ code: 'USER_UNKNOWN' })
  expect(await users.find('other')).toBeUndefined()
  expect(await users.findByKey('https://evil.test|1')).toBeUndefined()
  expect((await users.list({ city: 'uzda', limit: 10 })).map((user) => user.username)).toEqual(['operator.uzda'])
})
