import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import { createTestHost, fakeIdentity, uzda, type GraphOptions, type TestHost } from '@vmeste/testkit'
import { isAnswer } from './both-doors/answered.ts'
import { mutationRuns } from './both-doors/mutation-runs.ts'
import { numberedIds } from './both-doors/same-but-for-ids.ts'
import { twinCity, type TwinCity } from './both-doors/twin-city.ts'
import { dumpCity } from './city-walls/dump-city.ts'
import { forgetful, neverRest } from './city-walls/forgetful-plugin.ts'
import { carriers } from './workspace.ts'

// two whole cities are furnished first
vi.setConfig({ hookTimeout: 120_000 })

const hosts: TestHost[] = []
let cities: readonly { readonly city: TwinCity; readonly bare: (value: unknown) => unknown }[]
beforeAll(async () => {
  const providers: IdentityPort[] = []
  for (const at of [0, 1]) {
    hosts.push(
      await createTestHost({
        postgres: inject('postgres'),
        modules: [appeals, ratings, forgetful],
        units: [identityUnit],
        cities: [{ ...uzda, demonstration: true }],
        host: {
          packageFolders: carriers(),
          eventsTuning: { attempts: 1 },
          healthTuning: neverRest,
          status: { mail: { send: async () => undefined, greet: async () => undefined } },
          identity: async (parts) => {
            const real = (providers[at] = await embeddedIdentity({ demonstrationAccounts: [] })(parts))
            return { ...real, verify: (bearer) => (bearer.startsWith('ey') ? real : fakeIdentity).verify(bearer) }
          },
        },
      }),
    )
  }
  cities = await Promise.all(
    hosts.map(async (host, at) => ({ city: await twinCity(host, providers[at]!), bare: numberedIds() })),
  )
})
afterAll(() => Promise.all(hosts.map((host) => host.stop())))

interface Reply {
  readonly data?: Record<string, unknown> | null
  readonly errors?: unknown
}
async function send({ host }: TwinCity, body: Record<string, unknown>, { as, device }: GraphOptions): Promise<Reply> {
  const reply = await host.fetch('/c/uzda/graphql', {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'content-type': 'application/json',
      'accept-language': 'be',
      ...(as ? { authorization: `Bearer ${as}` } : {}),
      ...(device ? { 'x-device': device } : {}),
    },
  })
  return reply.json() as Promise<Reply>
}

const recorded = () =>
  [...hosts[0]!.host.trusted.entries()]
    .filter(([, { kind }]) => kind === 'mutation')
    .map(([id, { document, name }]) => ({ id, document, name }))

test('every recorded mutation has a run here that succeeds', () => {
  expect(
    recorded()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(Object.keys(mutationRuns).sort())
})

test.each(Object.entries(mutationRuns))(
  '%s does the same in two equal cities, asked for through one door here and the other there',
  async (name, { by, variables }) => {
    const { id, document } = recorded().find((one) => one.name === name)!
    const [adHoc, trusted] = await Promise.all(
      cities.map(async ({ city, bare }, at) => {
        const sent = await variables(city)
        const reply = await send(
          city,
          at === 0 ? { query: document, variables: sent } : { id, variables: sent },
          by === 'account' ? await city.account() : by,
        )
        await city.host.host.events.idle()
        city.host.clock.advance(1_000)
        return { reply, bare: bare(reply) }
      }),
    )
    const schema = hosts[0]!.host.graphs.for(hosts[0]!.host.store.bySlug('uzda')!).graph.schema
    expect(isAnswer(schema, adHoc!.reply.data), JSON.stringify(adHoc!.reply).slice(0, 500)).toBe(true)
    expect(trusted!.bare).toEqual(adHoc!.bare)
  },
)

test('and what they left in the tables is as much in both', async () => {
  const [adHoc, trusted] = await Promise.all(
    hosts.map(async ({ host, databaseUrl }) =>
      Object.fromEntries(
        Object.entries(await dumpCity(databaseUrl, host.store.bySlug('uzda')!.city.id)).map(([table, rows]) => [
          table,
          rows.length,
        ]),
      ),
    ),
  )
  expect(trusted).toEqual(adHoc)
})
