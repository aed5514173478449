import { createServer } from 'node:http'
import express from 'express'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { IdentityPort } from '../shared/port/identity-port.ts'
import { createEmbeddedIdentity } from './create-embedded-identity.ts'
import { password, startTestIdentity, type TestIdentity } from './test-identity.ts'
import { TestVisitor } from './test-visitor.ts'

/** Two hosts on one database; the second listens elsewhere but for the same public origin. */
let here: TestIdentity
let second: IdentityPort
let secondAt: string
let stopSecond: () => Promise<void>
beforeAll(async () => {
  here = await startTestIdentity()
  second = await createEmbeddedIdentity({
    demonstrationAccounts: [],
    pool: here.storage.pool('identity'),
    origin: here.origin,
    key: here.key.bind(here),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  const server = createServer(express().set('trust proxy', 'loopback').use(second.router())).listen(0)
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  secondAt = `http://localhost:${typeof address === 'object' ? address?.port : ''}`
  stopSecond = async () => {
    server.closeAllConnections()
    server.close()
    await second.stop()
  }
})
afterAll(async () => {
  await stopSecond()
  await here.stop()
})
const soon = { interval: 10, timeout: 2_000 }
const pool = () => here.storage.pool('identity')
const refusal = (token: string) =>
  second.verify(token).then(
    () => 'believed',
    (error: unknown) => (error as { code: string }).code,
  )

test('a session that ends on one host is over on the other at once; a host that missed it reads it', async () => {
  const [one, two] = [new TestVisitor(here.origin), new TestVisitor(here.origin)]
  const [first, later] = [await one.signIn('citizen', password), await two.signIn('operator.uzda', password)]
  const heard: string[] = []
  const unhear = second.onSessionEnd!((sid) => {
    heard.push(sid)
  })
  const { sid } = await second.verify(first.access_token)
  await here.identity.users.setPassword('citizen', password)
  await expect.poll(() => refusal(first.access_token), soon).toBe('TOKEN_INVALID')
  expect(heard).toEqual([sid])
  unhear()

  expect(await refusal(later.access_token)).toBe('believed')
  await here.identity.users.setPassword('operator.uzda', password)
  const third = await createEmbeddedIdentity({
    demonstrationAccounts: [],
    pool: pool(),
    origin: here.origin,
    key: here.key.bind(here),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  await expect(third.verify(later.access_token)).rejects.toMatchObject({ code: 'TOKEN_INVALID' })
  await third.stop()
})

test('what is tried at one host counts at the other', async () => {
  const [here1, there] = [new TestVisitor(here.origin, '198.54.1.7'), new TestVisitor(secondAt, '198.54.1.9')]
  const guess = async (somebody: TestVisitor) =>
    (
      await somebody.post((await somebody.open({ redirect_uri: `${here.origin}/auth/callback` })).page, {
        username: 'nobody',
        password: 'неверно',
      })
    ).status
  const statuses = []
  for (const somebody of [here1, there, here1, there, here1, there, here1]) statuses.push(await guess(somebody))
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})

test('a new key is published, then signs, then stands alone; hosts that run follow, sessions and tokens live on', async () => {
  const somebody = new TestVisitor(here.origin, '198.55.1.7')
  const kids = async (origin: string) =>
    (
      (await (await fetch(`${origin}/realms/vmeste/protocol/openid-connect/certs`)).json()) as {
        keys: { kid: string }[]
      }
    ).keys.map(({ kid }) => kid)
  const signer = (token: string) => decodeProtectedHeader(token).kid
  const before = await somebody.signIn('citizen', password)
  const [old] = await kids(here.origin)
  const { kid, signsFrom, oldUntil } = await here.identity.rotateKeys!()
  expect(signsFrom.getTime() - Date.now()).toBeGreaterThan(50_000)
  // nothing signed by the old key, not even an ID token as old as its session, is older than that
  expect(oldUntil.getTime() - signsFrom.getTime()).toBeGreaterThan(36_000_000)
  for (const origin of [here.origin, secondAt]) await expect.poll(() => kids(origin), soon).toEqual([old, kid])
  const next = (await (await somebody.refresh(before.refresh_token)).json()) as {
    access_token: string
    refresh_token: string
  }
  expect(signer(next.access_token)).toBe(old)
  await expect(here.identity.rotateKeys!()).rejects.toMatchObject({ code: 'VMESTE_KEYS_ROTATING' })

  await pool().query(
    `with gone as (update identity.signing_key set signs_from = now() where kid = $1 returning kid)
      select pg_notify('vmeste_identity', 'keys') from gone`,
    [kid],
  )
  for (const origin of [here.origin, secondAt]) await expect.poll(() => kids(origin), soon).toEqual([kid, old])
  const after = (await (await somebody.refresh(next.refresh_token)).json()) as { access_token: string }
  expect(signer(after.access_token)).toBe(kid)
  expect((await somebody.request(somebody.authAddress({ prompt: 'none' }))).headers.get('location')).toContain('code=')
  expect([await refusal(before.access_token), await refusal(after.access_token)]).toEqual(['believed', 'believed'])

  const { kid: fresh } = await here.identity.rotateKeys!({ atOnce: true })
  for (const origin of [here.origin, secondAt]) await expect.poll(() => kids(origin), soon).toEqual([fresh])
  await expect.poll(() => refusal(after.access_token), soon).toBe('TOKEN_INVALID')
})
