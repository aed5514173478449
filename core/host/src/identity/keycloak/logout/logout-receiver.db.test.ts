import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import pino from 'pino'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { openStorage, type Storage } from '@vmeste/host/storage'
import { createTestDatabase, testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { identityDb } from '../../shared/tables/identity-tables.ts'
import { EndedSessions } from '../../shared/sessions/ended-sessions.ts'
import { KeySource } from '../../shared/tokens/key-source.ts'
import { issuer, makeKey, seconds, sign } from '../../shared/tokens/test-issuer.ts'
import { logoutReceiver } from './logout-receiver.ts'

/** Two hosts on one database; each hears at an address of its own. */
const key = makeKey('k1')
const log: string[] = []
const state = { keysHang: false, endFails: false }
const closing: (() => void)[] = []
let database: { url: string; drop(): Promise<void> }
let storage: Storage
let hosts: { url: string; ended: EndedSessions }[]
beforeAll(async () => {
  database = await createTestDatabase(inject('postgres'), [], [identityUnit])
  storage = await openStorage(database.url, testSecret, [], [identityUnit])
  hosts = await Promise.all([startHost(), startHost()])
})
afterAll(async () => {
  for (const close of closing) close()
  await storage.close()
  await database.drop()
})

async function startHost() {
  const pool = storage.pool('identity')
  const ended = new EndedSessions(pool)
  const keys = new KeySource({
    timeoutMs: 200,
    cooldownMs: 0,
    load: () => (state.keysHang ? new Promise(() => undefined) : Promise.resolve({ keys: [key.jwk] })),
  })
  const end = (sids: readonly string[]) =>
    state.endFails ? Promise.reject(new Error('the database is away')) : EndedSessions.prototype.end.call(ended, sids)
  const app = express().use(
    logoutReceiver({
      db: identityDb(pool),
      ended: Object.assign(Object.create(ended) as EndedSessions, { end }),
      keys,
      issuer,
      audience: 'portal',
      now: Date.now,
      logger: pino(
        { level: 'info' },
        {
          write: (line: string) => {
            log.push(line)
          },
        },
      ),
    }),
  )
  app.use((_error: unknown, _req: express.Request, res: express.Response, next: express.NextFunction) => {
    if (res.headersSent) next()
    else res.status(500).end()
  })
  const server = createServer(app).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/auth/backchannel-logout`, ended }
}
const news = (sid: string, more: Record<string, unknown> = {}, kid = 'k1') =>
  sign(
    key,
    {
      iss: issuer,
      aud: 'portal',
      iat: seconds(),
      jti: crypto.randomUUID(),
      sid,
      typ: 'Logout',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...more,
    },
    { kid, typ: 'logout+jwt' },
  )
const tell = (token: string, host = 0) =>
  fetch(hosts[host]!.url, { method: 'POST', body: new URLSearchParams({ logout_token: token }) })

test('a sign-out that Keycloak tells ends the session; a copy of it is refused by every host', async () => {
  const token = await news('s-1')
  expect((await tell(token)).status).toBe(200)
  expect(hosts[0]!.ended.has('s-1')).toBe(true)
  for (const host of [0, 1]) {
    const reply = await tell(token, host)
    expect([reply.status, await reply.json(), reply.headers.get('cache-control')]).toEqual([
      400,
      { error: 'invalid_request', code: 'TOKEN_INVALID' },
      'no-store',
    ])
  }
  await hosts[1]!.ended.catchUp()
  expect(hosts[1]!.ended.has('s-1')).toBe(true)
})

test('of many copies sent at the same moment to both hosts one is believed', async () => {
  const token = await news('s-2')
  const statuses = await Promise.all(
    Array.from({ length: 10 }, (_, i) => tell(token, i % 2).then(({ status }) => status)),
  )
  expect(statuses.filter((status) => status === 200)).toHaveLength(1)
})

test('a sign-out whose work failed may be told again', async () => {
  const token = await news('s-3')
  state.endFails = true
  expect((await tell(token)).status).toBe(500)
  state.endFails = false
  expect((await tell(token)).status).toBe(200)
})

test('while the keys cannot be had it says so, and does not call the token false', async () => {
  state.keysHang = true
  const reply = await tell(await news('s-4', {}, 'k2'))
  state.keysHang = false
  expect([reply.status, await reply.json()]).toEqual([
    503,
    { error: 'temporarily_unavailable', code: 'IDENTITY_UNAVAILABLE' },
  ])
})

test('what is no form, no token or no POST is refused; why a token was not believed is in the log, the token is not', async () => {
  const { url } = hosts[0]!
  const bodies: RequestInit[] = [
    { body: '{}', headers: { 'content-type': 'application/json' } },
    { body: new URLSearchParams({ other: 'x' }) },
    { body: 'logout_token=a&logout_token=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ]
  for (const init of bodies) expect((await fetch(url, { method: 'POST', ...init })).status).toBe(400)
  expect((await fetch(url)).status).toBe(405)
  const token = await news('s-5', { aud: 'account' })
  log.length = 0
  await tell(token)
  expect([
    log.join().includes('wrong audience'),
    log.join().includes(token.slice(0, 30)),
    log.join().includes('s-5'),
  ]).toEqual([true, false, false])
})
