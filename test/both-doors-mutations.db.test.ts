import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import { fakeIdentity, uzda, type TestHost } from '@vmeste/testkit'
import { recordedOperations } from '@vmeste/testkit/run-conformance'
import { telegramService, type TelegramService } from '../core/civic/test/telegram-service.ts'
import { dumpCity, isAnswer, through, withoutNames } from '@vmeste/testkit/run-silver'
import { mutationRuns } from './both-doors/mutation-runs.ts'
import { twinCity, type TwinCity } from './both-doors/twin-city.ts'
import { hostOfAll } from './city-walls/two-cities.ts'
import { carriers, root } from './workspace.ts'

// two whole cities are furnished first
vi.setConfig({ hookTimeout: 120_000 })

const token = '1:simulator'
let chats: TelegramService
const hosts: TestHost[] = []
let cities: readonly { readonly city: TwinCity; readonly bare: (value: unknown) => unknown }[]
beforeAll(async () => {
  chats = await telegramService(token)
  const providers: IdentityPort[] = []
  for (const at of [0, 1]) {
    hosts.push(
      await hostOfAll({
        units: [identityUnit],
        cities: [{ ...uzda, demonstration: true }],
        host: {
          packageFolders: carriers(),
          civic: civicPlugin({ mailLater: true, privateTargets: [chats.host], telegramUrl: chats.url }),
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
    hosts.map(async (host, at) => ({ city: await twinCity(host, providers[at]!), bare: withoutNames() })),
  )
})
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.stop()))
  await chats.stop()
})

/** What the shell itself records; each module has runs of its own. */
const recorded = () => recordedOperations(join(root, 'web')).filter(({ kind }) => kind === 'mutation')

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
        const reply = await through(
          city.host,
          'uzda',
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
