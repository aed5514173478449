import { createHost } from '@vmeste/host'
import { Directory, Notifications, Tasks, type Ctx, type Notice } from '@vmeste/sdk'
import {
  createTestHost,
  fakeSmtp,
  keyOfTestPerson,
  testSecret,
  townAccounts,
  uzda,
  type FakeSmtp,
  type TestHost,
} from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { readLetter } from '../../test/read-letter.ts'
import { civicPlugin } from '../plugin.ts'
import { setUpDirectory } from '../directory/set-up-directory.ts'
import { smtpMail } from '../notifications/gateways.ts'
import { sendNotifications } from '../notifications/send-notifications.job.ts'
import type { ReachTables } from './reach.entity.ts'
import { reachPeople } from './reach.job.ts'

const [minute, hour] = [60_000, 3_600_000]
const text = (ru: string) => ({ ru, be: ru, en: ru })
const accounts = townAccounts('operator.uzda', 'operator.uzda+two', 'admin.uzda', 'executor.uzda', 'citizen', 'olha')
let town: TestHost
let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({
    postgres: inject('postgres'),
    cities: [uzda],
    host: { identity: async () => accounts.identity },
  })
  await setUpDirectory(town.ctxIn('uzda', 'civic'), {
    organisations: [
      {
        code: 'ZHKH',
        kind: 'UTILITY',
        name: text('ЖКХ'),
        departments: [
          { code: 'HOUS', name: text('ЖЭС') },
          { code: 'ROAD', name: text('Дороги') },
        ],
      },
    ],
    staff: [
      { person: keyOfTestPerson('executor.uzda'), name: 'Пётр', position: 'мастер', departments: ['HOUS'] },
      { person: keyOfTestPerson('executor.uzda+new'), name: 'Янка', position: 'мастер', departments: ['ROAD'] },
    ],
  })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})
/** Mondays one after another, at noon. */
let week = Date.parse('2026-02-02T09:00:00Z')
beforeEach(async () => {
  town.clock.set(new Date((week += 7 * 24 * hour)))
  smtp.letters.length = 0
  await ctx().db.transaction(async (tx) => {
    await tx.kysely.deleteFrom('notification').execute()
    await tx.kysely.deleteFrom('reach').execute()
  })
})

const ctx = () => town.ctxIn('uzda', 'civic') as Ctx<ReachTables>
const run = async () => {
  await reachPeople(ctx())
  await sendNotifications(ctx(), { mail: smtpMail(smtp.url, 'Vmeste <no-reply@vmeste.example>'), sms: () => undefined })
}
const letters = () => smtp.letters.map(readLetter)
let event = 0
const tell = (username: string, more: Partial<Notice> = {}) =>
  ctx().db.transaction((tx) =>
    ctx()
      .use(Notifications)
      .send(tx, {
        event: `notice-${++event}`,
        to: { person: keyOfTestPerson(username) },
        lang: 'ru',
        subject: `Новое: дерево ${event}`,
        text: 'На улице Советской.',
        href: `/m/trees/${event}`,
        about: `trees:Tree:${event}`,
        ...more,
      }),
  )
const choose = (as: string, input: Record<string, unknown>) =>
  town.graph(
    'uzda',
    `mutation($input: ReachInput!) { changeMyReach(input: $input) {
      ... on ReachChanged { reach { lang email pace quietFrom quietUntil unchosen address stopped staff } }
      ... on Problem { code } } }`,
    { input: { lang: 'ru', email: true, pace: 'NOW', quietFrom: 20, quietUntil: 8, ...input } },
    { as },
  )
const nextMorning = () => town.clock.advance(20 * hour) // eight of the next day, in Minsk

test('staff who have chosen nothing get one letter the next working morning, by kind, each with its link', async () => {
  for (let i = 0; i < 12; i++) await tell('executor.uzda', { fold: undefined, about: `trees:Tree:${i}` })
  const fold = {
    key: 'late:GREEN',
    subject: 'Срок прошёл: {count}',
    text: '{count}',
    href: '/m/trees',
    about: 'trees:List:1',
  }
  for (let i = 0; i < 9; i++) await tell('executor.uzda', { fold, subject: `Срок прошёл: ${i}` })
  await run()
  expect(letters(), 'the day they came they are read in the portal').toEqual([])
  nextMorning()
  await run()
  await run()
  expect(letters()).toHaveLength(1)
  const [letter] = letters()
  expect(letter).toMatchObject({ to: 'executor.uzda@example.test', subject: 'Новое для вас: 21. Узда' })
  expect(letter!.text).toContain('Непрочитанное на портале: 21.')
  expect(letter!.text.match(/Новое: дерево/g)).toHaveLength(10)
  expect(letter!.text).toContain('Ещё такого же: 2.')
  expect(letter!.text).toContain('Срок прошёл: 6\nhttp://localhost/c/uzda/m/trees')
  expect(letter!.text).toContain('http://localhost/c/uzda/reach')
  expect(letter!.text).toMatch(/Больше не писать: http:\/\/localhost\/c\/uzda\/letters\//)
  town.clock.advance(24 * hour)
  await run()
  expect(letters(), 'what has left does not leave again').toHaveLength(1)
})

test('nobody reads letters on a free day', async () => {
  town.clock.advance(4 * 24 * hour) // Friday
  await tell('executor.uzda')
  nextMorning() // Saturday
  await run()
  expect(letters()).toEqual([])
  town.clock.advance(48 * hour)
  await run()
  expect(letters()).toHaveLength(1)
})

test('two hosts that look at the same moment write one letter', async () => {
  const other = await createHost({
    databaseUrl: town.databaseUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: town.dataFolder,
    civic: civicPlugin(),
    modules: [],
    clock: town.clock,
    identity: async () => accounts.identity,
    eventsTuning: { jobsByClock: false },
  })
  const there = other
    .systemScope(other.store.bySlug('uzda')!.city.id, 'test')
    .ctx(other.registry.find('civic')!) as Ctx<ReachTables>
  for (let day = 0; day < 3; day++) {
    for (let i = 0; i < 5; i++) await tell('executor.uzda')
    nextMorning()
    await Promise.all([reachPeople(ctx()), reachPeople(there), reachPeople(ctx()), reachPeople(there)])
    await run()
    expect(letters(), `${day}`).toHaveLength(day + 1)
    town.clock.advance(4 * hour)
  }
  await other.stop()
})

test('what was read in the portal meanwhile does not leave', async () => {
  await tell('executor.uzda')
  await tell('executor.uzda', { subject: 'Осталось' })
  const { data } = await town.graph<{ myNotifications: { id: string; subject: string }[] }>(
    'uzda',
    '{ myNotifications { id subject } }',
    {},
    { as: 'executor.uzda' },
  )
  const read = data.myNotifications.filter(({ subject }) => subject !== 'Осталось').map(({ id }) => id)
  await town.graph(
    'uzda',
    'mutation($ids: [UUID!]!) { markNotificationsRead(ids: $ids) { __typename } }',
    { ids: read },
    { as: 'executor.uzda' },
  )
  nextMorning()
  await run()
  expect(letters()).toMatchObject([{ subject: 'Осталось' }])
})

test('whoever wants it at once gets it at once, but for quiet hours; an alarm does not wait', async () => {
  await choose('executor.uzda', {})
  await tell('executor.uzda', { subject: 'Днём' })
  await run()
  expect(letters()).toMatchObject([{ subject: 'Днём' }])
  town.clock.advance(9 * hour) // nine in the evening
  await tell('executor.uzda', { subject: 'Вечером' })
  await tell('executor.uzda', { subject: 'Тревога', urgent: true })
  await run()
  expect(letters().map(({ subject }) => subject)).toEqual(['Днём', 'Тревога'])
  town.clock.advance(11 * hour)
  await run()
  expect(letters().map(({ subject }) => subject)).toEqual(['Днём', 'Тревога', 'Вечером'])
})

test('a resident hears in the portal alone until they choose letters, which come to the address of their account', async () => {
  await tell('citizen')
  nextMorning()
  await run()
  expect(letters()).toEqual([])
  await choose('citizen', { lang: 'be' })
  await tell('citizen')
  await run()
  expect(letters()).toMatchObject([{ to: 'citizen@example.test', subject: 'Новае для вас: 2. Узда' }])
})

test('what an event has written to that address already is not written twice', async () => {
  await choose('citizen', {})
  await ctx().db.transaction((tx) => ctx().use(Notifications).proven(tx, { email: 'citizen@example.test' }))
  await tell('citizen', { event: 'both' })
  await tell('citizen', { event: 'both', to: { email: 'citizen@example.test' } })
  await run()
  expect(letters()).toHaveLength(1)
})

test('the link in a letter stops these letters, and the page brings them back', async () => {
  await choose('olha', {})
  await tell('olha')
  await run()
  const stop = /http:\/\/localhost(\/c\/uzda\/letters\/\S+)/.exec(letters()[0]!.text)![1]!
  await town.fetch(stop, { method: 'POST', body: new URLSearchParams({ answer: 'stop-this' }) })
  await tell('olha')
  await run()
  expect(letters()).toHaveLength(1)
  const mine = async () =>
    (await town.graph('uzda', '{ myReach { email stopped address } }', {}, { as: 'olha' })).data['myReach']
  expect(await mine()).toEqual({ email: true, stopped: true, address: 'olha@example.test' })
  await choose('olha', {})
  expect(await mine()).toMatchObject({ stopped: false })
  await tell('olha', { subject: 'Снова' })
  await run()
  expect(letters().at(-1)).toMatchObject({ subject: 'Снова' })
})

test('a task for whoever holds a right is told to each of them once, all that is new as one, in working hours', async () => {
  town.clock.advance(9 * hour)
  const ask = (n: number) =>
    ctx().db.transaction((tx) =>
      ctx()
        .use(Tasks)
        .create(tx, {
          key: `water-${week}-${n}`,
          kind: 'water',
          subject: `civic:Tree:${week}-${n}`,
          title: text(`Полить ${n}`),
          to: { permission: 'civic.calendar.change' },
        }),
    )
  for (let n = 0; n < 3; n++) await ask(n)
  await run()
  expect(letters(), 'nobody is at work').toEqual([])
  town.clock.advance(11 * hour)
  await Promise.all([reachPeople(ctx()), reachPeople(ctx())])
  await run()
  expect(letters()).toMatchObject([{ to: 'admin.uzda@example.test', subject: 'Вас ждут задачи: 3' }])
  expect(letters()[0]!.text).toContain('Полить 0\nПолить 1\nПолить 2')
  await ask(3)
  await run()
  expect(letters().map(({ subject }) => subject)).toEqual(['Вас ждут задачи: 3', 'Задача: Полить 3'])
})

test('work in a service where nobody is, or nobody has ever come, is one alarm until somebody is there', async () => {
  const unheard = (code: string) => ctx().db.transaction((tx) => ctx().use(Notifications).unheard(tx, code))
  const open = async () =>
    (
      await ctx()
        .db.read.selectFrom('task')
        .select('title')
        .where('kind', '=', 'empty')
        .where('state', '=', 'OPEN')
        .execute()
    ).map(({ title }) => title.ru)
  for (let n = 0; n < 5; n++) {
    await unheard('ROAD')
    await unheard('HOUS') // somebody is there
    await run()
  }
  expect(await open()).toEqual(['В службе никого нет, а дела ждут: Дороги'])
  expect(letters()).toMatchObject([
    { to: 'admin.uzda@example.test', subject: 'Задача: В службе никого нет, а дела ждут: Дороги' },
  ])
  for (let day = 0; day < 3; day++) {
    town.clock.advance(24 * hour)
    await unheard('ROAD')
    await run()
  }
  expect(letters(), 'one, however long it lasts').toHaveLength(1)

  accounts.add('executor.uzda+new', { invited: true })
  town.clock.advance(minute)
  await run()
  expect(await open(), 'invited is not come').toHaveLength(1)
  accounts.add('executor.uzda+new')
  town.clock.advance(minute)
  await run()
  expect(await open()).toEqual([])
  accounts.remove('executor.uzda+new')
  town.clock.advance(minute)
  await unheard('ROAD')
  await run()
  expect(letters(), 'empty again is a new alarm').toHaveLength(2)
  expect((await ctx().use(Directory).departmentByCode('ROAD'))?.code).toBe('ROAD')
})

test('whoever was invited and has not come hears of alarms by the address they were invited by', async () => {
  accounts.add('operator.uzda+late', { invited: true, emailVerified: undefined })
  await tell('operator.uzda+late', { urgent: true, subject: 'Тревога' })
  await run()
  expect(letters()).toMatchObject([{ to: 'operator.uzda+late@example.test', subject: 'Тревога' }])
  accounts.remove('operator.uzda+late')
})

test('what somebody chose is theirs to see and goes with them', async () => {
  await choose('citizen', { pace: 'DAILY' })
  const [data] = town.host.registry.find('civic')!.personalData!.filter(({ table }) => table === 'civic.reach')
  const key = keyOfTestPerson('citizen')
  const plain = town.ctxIn('uzda', 'civic')
  expect(await data!.export(plain, key)).toMatchObject([{ pace: 'DAILY' }])
  expect([await data!.erase(plain, key), await data!.export(plain, key)]).toEqual([1, []])
})

test('bad hours are refused in words', async () => {
  const { data } = await choose('citizen', { quietFrom: 24 })
  expect(data).toMatchObject({ changeMyReach: { code: 'INPUT_INVALID' } })
})
