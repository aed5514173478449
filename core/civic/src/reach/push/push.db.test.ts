import { Notifications, PushNews, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, townAccounts, uzda, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { pushService, type PushService } from '../../../test/push-service.ts'
import { civicPlugin } from '../../plugin.ts'
import type { PushTables } from './push.entity.ts'

const [minute, hour] = [60_000, 3_600_000]
let town: TestHost
let service: PushService
beforeAll(async () => {
  service = await pushService()
  town = await createTestHost({
    postgres: inject('postgres'),
    cities: [uzda],
    host: {
      civic: civicPlugin({ privateTargets: [service.host] }),
      identity: async () => townAccounts('executor.uzda').identity,
    },
  })
})
afterAll(async () => {
  await town.stop()
  await service.stop()
})
let week = Date.parse('2026-02-02T09:00:00Z')
beforeEach(async () => {
  town.clock.set(new Date((week += 7 * 24 * hour)))
  Object.assign(service, { answer: 201 })
  service.shown.length = service.wires.length = 0
  await ctx().db.transaction(async (tx) => {
    for (const table of ['push_subscription', 'push_out', 'notification'] as const)
      await tx.kysely.deleteFrom(table).execute()
  })
})

const ctx = () => town.ctxIn('uzda', 'civic') as Ctx<PushTables>
const job = (name: string) => town.host.registry.find('civic')!.jobs![name]!.run(town.ctxIn('uzda', 'civic'))
const run = async () => {
  await job('reach')
  await job('send-push')
}
const titles = () => service.shown.map(({ push }) => push.title)
let event = 0
const tell = (username: string, more: Partial<Notice> = {}) =>
  ctx().db.transaction((tx) =>
    ctx()
      .use(Notifications)
      .send(tx, {
        event: `push-${++event}`,
        to: { person: keyOfTestPerson(username) },
        lang: 'ru',
        subject: 'Иванову с Советской ответили',
        text: 'Тайна',
        about: `civic:Tree:${event}`,
        ...more,
      }),
  )
const subscribe = (as: string, input: unknown = service.subscribe()) =>
  town.graph(
    'uzda',
    `mutation($input: PushInput!) { subscribePush(input: $input) { ... on PushSubscribed { browsers } ... on Problem { code } } }`,
    { input },
    { as },
  )
const follow = (about: string, push = service.subscribe(), lang: 'ru' | 'be' = 'ru') =>
  ctx().db.transaction((tx) => ctx().use(PushNews).follow(tx, about, { push, lang, href: '/t/key' }))
const news = (about: string, what = 'УЗ-0047', id = `news-${++event}`) =>
  ctx().db.transaction((tx) => ctx().use(PushNews).tell(tx, { event: id, about, what }))
const browsers = async () => (await ctx().db.read.selectFrom('push_subscription').select('id').execute()).length

test('a notice reaches the browser of whoever it is for, signed by the installation, with nothing of anybody in it', async () => {
  expect((await subscribe('citizen')).data).toMatchObject({ subscribePush: { browsers: 1 } })
  for (let i = 0; i < 3; i++) await tell('citizen')
  await tell('olha')
  await run()
  await run()
  const { data } = await town.graph<{ pushKey: string }>('uzda', '{ pushKey }')
  expect(service.shown).toEqual([
    {
      push: { title: 'Новое для вас: 3', body: 'Узда', url: '/c/uzda/notifications', tag: 'vmeste' },
      urgency: 'normal',
      key: data.pushKey,
      subject: 'mailto:nobody@localhost.invalid',
    },
  ])
  expect(JSON.stringify(service.shown)).not.toMatch(/Иванов|Тайна|Советск/)
  expect(service.wires[0]!.includes('vmeste'), 'the service in between reads nothing').toBe(false)
})

test('quiet hours hold a push, an alarm comes in them', async () => {
  await subscribe('citizen')
  town.clock.advance(10 * hour)
  await tell('citizen')
  await run()
  expect(titles()).toEqual([])
  await tell('citizen', { urgent: true })
  await run()
  expect(service.shown).toMatchObject([{ push: { title: 'Срочное для вас: 1' }, urgency: 'high' }])
  town.clock.advance(10 * hour)
  await run()
  expect(titles().slice(1)).toEqual(['Новое для вас: 1'])
})

test('whoever follows one thing without an account hears of that one, once for each event, over two hosts', async () => {
  await follow('civic:Tree:a')
  await follow('civic:Tree:b', service.subscribe(), 'be')
  await news('civic:Tree:b', 'УЗ-0047', 'once')
  await news('civic:Tree:b', 'УЗ-0047', 'once')
  await Promise.all([job('send-push'), job('send-push')])
  expect(service.shown).toMatchObject([
    { push: { title: 'Ёсць навіны па УЗ-0047', url: '/c/uzda/t/key', tag: 'civic:Tree:b' } },
  ])
  town.clock.advance(10 * hour)
  await news('civic:Tree:a')
  await job('send-push')
  expect(titles(), 'night').toHaveLength(1)
  town.clock.advance(12 * hour)
  await job('send-push')
  expect(titles()).toHaveLength(2)
})

test.each([404, 410])('an answer of %i is the end of a subscription', async (status) => {
  await follow('civic:Tree:c')
  await news('civic:Tree:c')
  service.answer = status
  await job('send-push')
  expect(await browsers()).toBe(0)
})

test('other answers are tried again like letters, and it comes once', async () => {
  await follow('civic:Tree:d')
  await news('civic:Tree:d')
  service.answer = 503
  await job('send-push')
  await job('send-push')
  const row = () => ctx().db.read.selectFrom('push_out').select(['error', 'attempts']).executeTakeFirst()
  expect(await row()).toEqual({ error: 'PUSH_503', attempts: 1 })
  service.answer = 201
  town.clock.advance(6 * minute)
  await job('send-push')
  await job('send-push')
  expect([titles().length, await browsers()]).toEqual([1, 1])
})

test('what leads inside is not called, and what is no subscription is refused in words', async () => {
  const push = service.subscribe()
  for (const endpoint of [
    'http://127.0.0.1:1/x',
    'http://push.example/x',
    'ftp://push.example',
    'x',
    'https://a:b@push.example/',
    'https://10.0.0.1/x',
    'https://localhost/x',
    'https://[::ffff:127.0.0.1]/x',
    'https://2130706433/x',
    'https://push.localhost/x',
    'https://intranet/x',
  ])
    expect((await subscribe('citizen', { ...push, endpoint })).data, endpoint).toMatchObject({
      subscribePush: { code: 'PUSH_UNREADABLE' },
    })
  for (const bad of [{ p256dh: 'AAAA' }, { auth: 'AAAA' }])
    expect((await subscribe('citizen', { ...push, ...bad })).data).toMatchObject({
      subscribePush: { code: 'PUSH_UNREADABLE' },
    })
  await follow('civic:Tree:e', { ...push, endpoint: 'https://push.example/x' })
  // as if the name led inside by now
  await ctx().db.transaction((tx) =>
    tx.kysely.updateTable('push_subscription').set({ endpoint: 'https://127.0.0.1:1/x' }).execute(),
  )
  await news('civic:Tree:e')
  await job('send-push')
  const row = await ctx().db.read.selectFrom('push_out').select('error').executeTakeFirst()
  expect(row).toEqual({ error: 'OUTSIDE_PRIVATE' })
})

test('ten browsers of a thing and of a person stay; unsubscribed, forgotten or erased they hear no more', async () => {
  for (let i = 0; i < 12; i++) {
    town.clock.advance(1000)
    await follow('civic:Tree:f')
    await subscribe('citizen')
  }
  expect(await browsers()).toBe(20)
  const last = service.subscribe()
  await subscribe('citizen', last)
  const { data } = await town.graph(
    'uzda',
    'mutation($e: String!) { unsubscribePush(endpoint: $e) { ... on PushSubscribed { browsers } } }',
    { e: last.endpoint },
    { as: 'citizen' },
  )
  expect(data).toMatchObject({ unsubscribePush: { browsers: 9 } })
  await ctx().db.transaction((tx) => ctx().use(Notifications).forget(tx, 'civic:Tree:f'))
  expect(await browsers()).toBe(9)
  const [declared] = town.host.registry
    .find('civic')!
    .personalData!.filter(({ table }) => table === 'civic.push_subscription')
  expect(await declared!.erase(town.ctxIn('uzda', 'civic'), keyOfTestPerson('citizen'))).toBe(9)
  expect(await browsers()).toBe(0)
})

test('the key is the same on every host of the installation, and no endpoint stands in a log', async () => {
  const { data } = await town.graph<{ pushKey: string }>('uzda', '{ pushKey }')
  expect(Buffer.from(data.pushKey, 'base64url')).toHaveLength(65)
  expect(town.log.filter((line) => line.includes('/push/'))).toEqual([])
})
