import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createTestHost, uzda, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { identityUnit } from '../src/identity/embedded/index.ts'
import { keycloakIdentity } from '../src/identity/keycloak/index.ts'
import { makeKey, sign } from '../src/identity/shared/tokens/test-issuer.ts'

/** The host waits three seconds for keys; the rest is for everything else, on a busy machine. */
const deadlineMs = 6_000

let silent: Server
let asked = 0
let city: TestHost
let url: string
beforeAll(async () => {
  // takes every connection and never says a word
  silent = createServer(() => {
    asked++
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => silent.once('listening', resolve))
  url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`
  city = await createTestHost({
    units: [identityUnit],
    postgres: inject('postgres'),
    cities: [uzda],
    host: {
      identity: keycloakIdentity({ url, realm: 'vmeste', clientId: 'portal', gatewaySecret: 'sixteen signs or more' }),
    },
  })
})
afterAll(async () => {
  await city.stop()
  silent.closeAllConnections()
  silent.close()
})

const key = makeKey('k-1')
const bearer = () =>
  sign(key, {
    iss: `${url}/realms/vmeste`,
    sub: 'u-1',
    aud: 'gateway',
    azp: 'portal',
    typ: 'Bearer',
    iat: 1,
    exp: 4_000_000_000,
  })
async function ask(as?: string) {
  const from = performance.now()
  const { status, errors, data } = await city.graph('uzda', '{ city { slug } }', {}, as === undefined ? {} : { as })
  return { status, code: errors?.[0]?.extensions.code, data, ms: performance.now() - from }
}

test('a provider that never answers does not keep a request: a coded error, in time', async () => {
  const { status, code, ms } = await ask(await bearer())
  expect([status, code]).toEqual([503, 'IDENTITY_UNAVAILABLE'])
  expect(ms).toBeLessThan(deadlineMs)
})

test('neither does it keep a crowd, nor whoever comes after: one question for all, and guests never notice', async () => {
  city.clock.advance(10_000) // the pause between two questions is over
  const before = asked
  const token = await bearer()
  const crowd = Promise.all(Array.from({ length: 50 }, () => ask(token)))
  let waiting = true
  void crowd.then(() => {
    waiting = false
  })
  const guest = await ask()
  expect(guest).toMatchObject({ status: 200, data: { city: { slug: 'uzda' } } })
  expect(waiting, 'the crowd waits, the guest has not').toBe(true)
  for (const { status, code, ms } of await crowd) {
    expect([status, code]).toEqual([503, 'IDENTITY_UNAVAILABLE'])
    expect(ms).toBeLessThan(deadlineMs)
  }
  const later = await ask(token)
  expect(later.code).toBe('IDENTITY_UNAVAILABLE')
  expect(asked - before, 'whoever comes after is told without a question').toBe(1)
})
