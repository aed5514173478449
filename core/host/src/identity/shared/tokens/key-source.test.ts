import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Problem } from '@vmeste/sdk'
import { afterEach, expect, test } from 'vitest'
import { fetchJwks } from './fetch-jwks.ts'
import { KeySource } from './key-source.ts'
import { makeKey } from './test-issuer.ts'

const key = makeKey('k1')
const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`
}
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'found',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  )

test('keys are loaded over HTTP', async () => {
  const url = await serve((_, response) =>
    response.end(JSON.stringify({ keys: [key.jwk, { kty: 'new-kind', kid: 'x' }] })),
  )
  expect(await codeOf(new KeySource({ load: () => fetchJwks(url, 1000) }).get('k1'))).toBe('found')
})

test('a provider that hangs, fails, redirects or floods is reported as unavailable, in time', async () => {
  const listeners: RequestListener[] = [
    () => {},
    (_, response) => {
      response.statusCode = 500
      response.end()
    },
    (_, response) => {
      response.writeHead(302, { location: '/elsewhere' }).end()
    },
    (_, response) => {
      response.end(`{"keys":[],"x":"${'a'.repeat(300_000)}"}`)
    },
    (_, response) => {
      response.end('<html>')
    },
  ]
  for (const listener of listeners) {
    const url = await serve(listener)
    const started = performance.now()
    expect(await codeOf(new KeySource({ load: () => fetchJwks(url, 200), timeoutMs: 300 }).get('k1'))).toBe(
      'IDENTITY_UNAVAILABLE',
    )
    expect(performance.now() - started).toBeLessThan(2000)
  }
})

test('known keys are used while the provider is away, and its return is noticed', async () => {
  let now = 0
  let away = false
  let loads = 0
  const source = new KeySource({
    now: () => now,
    load: async () => {
      loads++
      if (away) throw new Error('away')
      return { keys: [key.jwk] }
    },
  })
  expect(await codeOf(source.get('k1'))).toBe('found')
  away = true
  now += 700_000
  expect(await codeOf(source.get('k1'))).toBe('found')
  await expect.poll(() => loads).toBe(2)
  expect(await codeOf(source.get('k2'))).toBe('IDENTITY_UNAVAILABLE')
  away = false
  now += 6_000
  expect(await codeOf(source.get('k2'))).toBe('TOKEN_INVALID')
})

test('symmetric keys and keys for encryption are not taken', async () => {
  const source = new KeySource({
    load: async () => ({
      keys: [
        { kty: 'oct', kid: 'k1', k: 'c2VjcmV0' },
        { ...key.jwk, kid: 'k2', use: 'enc' },
      ],
    }),
  })
  expect(await codeOf(source.get('k1'))).toBe('TOKEN_INVALID')
  expect(await codeOf(source.get('k2'))).toBe('TOKEN_INVALID')
})
