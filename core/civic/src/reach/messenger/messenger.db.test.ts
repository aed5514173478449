import { Notifications, type Ctx } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, uzda, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { telegramService, type TelegramService } from '../../../test/telegram-service.ts'
import { civicPlugin } from '../../plugin.ts'
import type { MessengerTables } from './messenger.entity.ts'

const token = '123:secret-token'
let town: TestHost
let service: TelegramService
beforeAll(async () => {
  service = await telegramService(token)
  town = await createTestHost({
    postgres: inject('postgres'),
    cities: [uzda],
    now: '2026-04-16T09:00:00Z',
    host: { civic: civicPlugin({ privateTargets: [service.host], telegramUrl: service.url }) },
  })
})
afterAll(async () => {
  await town.stop()
  await service.stop()
})
beforeEach(() => {
  service.sent.length = 0
  service.refuseWith = undefined
})

const ctx = () => town.ctxIn('uzda', 'civic') as Ctx<MessengerTables>
const job = (name: string) => town.host.registry.find('civic')!.jobs![name]!.run(town.ctxIn('uzda', 'civic'))
let event = 0
async function news(username: string): Promise<void> {
  await ctx().db.transaction((tx) =>
    ctx()
      .use(Notifications)
      .send(tx, {
        event: `chat-${++event}`,
        to: { person: keyOfTestPerson(username) },
        lang: 'ru',
        subject: 'Иванову с Советской ответили',
        text: 'Тайна',
        about: `civic:Tree:${event}`,
      }),
  )
  await job('reach')
  await job('send-push')
}
const mine = async (as: string) =>
  (await town.graph('uzda', '{ myMessenger { offered linked } }', {}, { as })).data['myMessenger']
const link = async (as: string) =>
  (
    await town.graph<{ linkMessenger: { code: string; url: string } }>(
      'uzda',
      'mutation { linkMessenger { ... on MessengerCode { url code } ... on Problem { code } } }',
      {},
      { as },
    )
  ).data.linkMessenger
const setToken = async (telegramToken: string | null) => {
  const admin = { as: 'admin.uzda' }
  const { data } = await town.graph<{ moduleSettings: { version: string } }>(
    'uzda',
    '{ moduleSettings(module: "civic") { version } }',
    {},
    admin,
  )
  const { data: done } = await town.graph(
    'uzda',
    `mutation ($v: JSON!, $c: [String!], $e: String!) { r: changeModuleSettings(module: "civic", values: $v, clear: $c, expected: $e) { __typename } }`,
    {
      v: telegramToken ? { telegramToken } : {},
      c: telegramToken ? [] : ['telegramToken'],
      e: data.moduleSettings.version,
    },
    admin,
  )
  expect(done).toEqual({ r: { __typename: 'ModuleSettingsChanged' } })
}

test('a city without a bot offers none, and nothing is said to have left', async () => {
  expect(await mine('citizen')).toEqual({ offered: false, linked: false })
  expect(await link('citizen')).toEqual({ code: 'MESSENGER_OFF' })
  await job('hear-messenger')
  await news('citizen')
  expect(service.sent).toEqual([])
})

test('a code taken to the bot links once; what comes there says that there is news, and nothing else', async () => {
  await setToken(token)
  expect(await mine('citizen')).toEqual({ offered: true, linked: false })
  const { code, url } = await link('citizen')
  expect(url).toBe(`https://t.me/vmeste_simulator_bot?start=${code}`)
  service.write(42, `/start ${code}`)
  service.write(43, `/start ${code}`)
  service.write(44, 'Здравствуйте')
  await job('hear-messenger')
  await job('hear-messenger')
  expect(service.sent).toEqual([
    { chat: '42', text: expect.stringContaining('Готово') as string },
    { chat: '43', text: expect.stringContaining('Код не подошёл') as string },
  ])
  expect(await mine('citizen')).toEqual({ offered: true, linked: true })
  service.sent.length = 0
  await news('citizen')
  await job('send-push')
  // with the one that lay there unread before
  expect(service.sent).toEqual([{ chat: '42', text: 'Есть новости: 2\nhttp://localhost/c/uzda/notifications' }])
})

test('a code is good for a quarter of an hour', async () => {
  const { code } = await link('olha')
  town.clock.advance(16 * 60_000)
  service.write(50, `/start ${code}`)
  await job('hear-messenger')
  expect(service.sent).toMatchObject([{ chat: '50', text: expect.stringContaining('Код не подошёл') as string }])
  expect(await mine('olha')).toMatchObject({ linked: false })
})

test('it ends by /stop, on the page, and where the bot was shut out', async () => {
  service.write(42, '/stop')
  await job('hear-messenger')
  expect(await mine('citizen')).toMatchObject({ linked: false })
  const again = async () => {
    service.write(42, `/start ${(await link('citizen')).code}`)
    await job('hear-messenger')
    expect(await mine('citizen')).toMatchObject({ linked: true })
  }
  await again()
  await town.graph('uzda', 'mutation { unlinkMessenger { __typename } }', {}, { as: 'citizen' })
  expect(await mine('citizen')).toMatchObject({ linked: false })
  await again()
  service.refuseWith = 403
  await news('citizen')
  expect(await mine('citizen')).toMatchObject({ linked: false })
})

test('the token stands in no log', () => {
  expect(town.log.filter((line) => line.includes('secret-token'))).toEqual([])
})
