import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { embeddedIdentity, identityUnit } from '../src/identity/embedded/index.ts'

let city: TestHost
let bearer: string
beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    units: [identityUnit],
    host: { identity: embeddedIdentity({ mail: async () => undefined, demonstrationAccounts: [] }) },
  })
  const identity = city.host.identity!
  await identity.users.create({
    username: 'operator.uzda',
    givenName: 'Ольга',
    demonstration: true,
    realmRoles: ['platform-admin'],
    cityRoles: [{ city: 'uzda', role: 'operator' }],
  })
  bearer = await identity.issueToken!('operator.uzda')
})
afterAll(() => city.stop())

const me = (slug: string, as?: string) =>
  city.graph<{ me: { username: string; roles: string[] } | null }>(
    slug,
    '{ me { username roles } }',
    {},
    as === undefined ? {} : { as },
  )

test('a token of the embedded provider opens the graph, with rights in its own city only', async () => {
  expect((await me('uzda', bearer)).data.me).toEqual({ username: 'operator.uzda', roles: ['operator'] })
  expect((await me('zhodino', bearer)).data.me).toEqual({ username: 'operator.uzda', roles: [] })
  expect((await me('uzda')).data.me).toBeNull()
})

test('a bearer that cannot be believed is refused by its code, not taken for a guest', async () => {
  const codeOf = async (as: string) => {
    const { status, errors } = await me('uzda', as)
    return [status, errors?.[0]?.extensions.code]
  }
  expect(await codeOf('nonsense')).toEqual([401, 'TOKEN_INVALID'])
  expect(await codeOf(`${bearer.slice(0, -4)}AAAA`)).toEqual([401, 'TOKEN_INVALID'])
  const short = await city.host.identity!.issueToken!('operator.uzda', 1)
  city.clock.advance(30_000)
  expect(await codeOf(short)).toEqual([401, 'TOKEN_EXPIRED'])
})

test("the door stands at Keycloak's address beside the cities", async () => {
  const reply = await city.fetch('/realms/vmeste/.well-known/openid-configuration')
  expect(await reply.json()).toMatchObject({
    issuer: 'http://localhost/realms/vmeste',
    token_endpoint: 'http://localhost/realms/vmeste/protocol/openid-connect/token',
  })
  expect((await city.fetch('/realms/other/.well-known/openid-configuration')).status).toBe(404)
})

test('a live line ends with the session it belongs to, and with its token', async () => {
  const ends = new Set<(sid: string) => void>()
  const other = await createTestHost({
    postgres: inject('postgres'),
    units: [identityUnit],
    host: {
      identity: async (parts) => {
        const real = await embeddedIdentity({ demonstrationAccounts: [] })(parts)
        return {
          ...real,
          verify: async (given) => ({
            ...(await real.verify(given)),
            sid: 's-1',
            expiresAt: new Date(parts.clock.now().getTime() + (given === brief ? 400 : 60_000)),
          }),
          onSessionEnd: (listener) => {
            ends.add(listener)
            return () => {
              ends.delete(listener)
            }
          },
        }
      },
    },
  })
  const identity = other.host.identity!
  await identity.users.create({
    username: 'operator.uzda',
    givenName: 'Ольга',
    demonstration: true,
    cityRoles: [{ city: 'uzda', role: 'operator' }],
  })
  const long = await identity.issueToken!('operator.uzda', 600)
  const brief = await identity.issueToken!('operator.uzda', 500)
  const line = async (as: string) => {
    const reply = await other.fetch('/c/uzda/graphql/stream', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${as}` },
      body: JSON.stringify({ query: 'subscription { cityChanged { revision } }' }),
    })
    return { status: reply.status, said: new Response(reply.body).text() }
  }
  const [one, two] = [await line(long), await line(brief)]
  expect(await two.said).toMatch(/event: complete/)
  const open = await Promise.race([one.said, Promise.resolve('still open')])
  expect(open).toBe('still open')
  for (const end of ends) end('s-2')
  for (const end of ends) end('s-1')
  expect(await one.said).toMatch(/event: complete/)
  await other.stop()
})
