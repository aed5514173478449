import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Notifications, Tasks, TextMessages, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, uzda, zhodino, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { httpSms } from '../messages/http-sms.ts'
import { messageSettings } from '../messages/message-settings.ts'
import { outsideOf } from '../outside/fetch-outside.ts'
import { OutsideError } from '../outside/outside-error.ts'
import { smtpMail } from './gateways.ts'
import { sendNotifications, type Gateways } from './send-notifications.job.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

const hour = 3_600_000
let town: TestHost
let smtp: FakeSmtp
let gateway: Server
/** What the gateway answers next; then 200. */
const answers: number[] = []
const taken: string[] = []
let doors: Gateways
beforeAll(async () => {
  smtp = await fakeSmtp()
  gateway = createServer((req, res) => {
    let body = ''
    req.on('data', (part: Buffer) => (body += part.toString()))
    req.on('end', () => {
      const status = answers.shift() ?? 200
      if (status === 200) taken.push(new URLSearchParams(body).get('text') ?? '')
      res.writeHead(status).end(JSON.stringify({ id: `g-${taken.length}` }))
    })
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  const host = `127.0.0.1:${(gateway.address() as AddressInfo).port}`
  const settings = messageSettings.parse({ smsUrl: `http://${host}/`, smsIdField: 'id' })
  doors = {
    mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'),
    sms: () => httpSms(settings, outsideOf([host])),
  }
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda, { ...zhodino, demonstration: true }] })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
  gateway.close()
})
beforeEach(() => {
  answers.length = 0
  taken.length = 0
  smtp.letters.length = 0
  smtp.refuseWith = undefined
})

const ctxOf = (slug = 'uzda') => town.ctxIn(slug, 'civic') as Ctx<RecipientTables>
const none: Gateways = { sms: () => undefined }
const [phone, email] = ['+375291234567', 'volha@mail.example']
let event = 0
async function tell(notice: Partial<Notice>, slug = 'uzda'): Promise<string> {
  const about = `trees:Tree:${++event}`
  const full: Notice = {
    event: `e-${event}`,
    to: { phone },
    lang: 'ru',
    subject: 'Дерево',
    text: 'Посадили.',
    about,
    ...notice,
  }
  const ctx = ctxOf(slug)
  await ctx.db.transaction(async (tx) => {
    await ctx.use(Notifications).proven(tx, full.to)
    await ctx.use(Notifications).send(tx, full)
  })
  return full.about
}
const states = (about: string, slug = 'uzda') => {
  const ctx = ctxOf(slug)
  return ctx.db.transaction((tx) => ctx.use(Notifications).deliveries(tx, about))
}
const tasksOf = (about: string) => {
  const ctx = ctxOf()
  return ctx.db.transaction((tx) => ctx.use(Tasks).of(tx, about))
}
const sentRows = () =>
  ctxOf()
    .db.read.selectFrom('notification')
    .select('id')
    .where('channel', '=', 'SMS')
    .where('sent_at', 'is not', null)
    .execute()

test('a phone where nothing reaches it: nothing is sent, and somebody is asked to call with the words to say', async () => {
  const about = await tell({ otherwise: { href: '/m/trees/1', to: { department: 'GREEN' } } })
  await sendNotifications(ctxOf(), none)
  await sendNotifications(ctxOf(), none)
  expect(await sentRows()).toEqual([])
  expect(await states(about)).toMatchObject([
    { state: 'TASK', channel: 'SMS', to: '***67', reason: { en: 'The city sends no text messages.' } },
  ])
  const asked = await tasksOf(about)
  expect(asked).toMatchObject([
    { kind: 'call', state: 'OPEN', to: { department: 'GREEN' }, words: 'Дерево. Посадили.' },
  ])
  // 18:42 on a Thursday, four working hours on
  expect(asked[0]!.due).toEqual(new Date('2026-04-17T09:00:00Z'))
  expect(JSON.stringify(asked[0]!.title)).not.toContain('375')
})

test('while somebody has still to be called, more news joins the same task; then it is another one', async () => {
  const about = await tell({})
  await sendNotifications(ctxOf(), none)
  await tell({ about, text: 'Полили.' })
  await sendNotifications(ctxOf(), none)
  const [one, ...more] = await tasksOf(about)
  expect([one!.words, more, one!.to]).toEqual([
    `${phone}\n\nДерево. Посадили.\n\nДерево. Полили.`,
    [],
    { permission: 'civic.calls' },
  ])
  const ctx = ctxOf()
  await ctx.db.transaction((tx) => ctx.use(Tasks).done(tx, one!.id))
  await tell({ about, text: 'Зацвело.' })
  await sendNotifications(ctxOf(), none)
  expect((await tasksOf(about)).map(({ state }) => state)).toEqual(['OPEN', 'DONE'])
})

test('nobody is called about news that need not arrive, nor who asked to hear nothing', async () => {
  const minor = await tell({ otherwise: 'nothing' })
  await sendNotifications(ctxOf(), none)
  expect([await tasksOf(minor), (await states(minor))[0]!.state]).toEqual([[], 'FAILED'])

  const other = '+375297654321'
  const about = await tell({ to: { phone: other } })
  await ctxOf().db.transaction((tx) =>
    tx.kysely
      .updateTable('recipient')
      .set({ refused_at: town.clock.now() })
      .where('confirmed_at', 'is not', null)
      .where('refused_at', 'is', null)
      .where('created_at', '=', town.clock.now())
      .execute(),
  )
  await sendNotifications(ctxOf(), none)
  expect(await tasksOf(about)).toEqual([])
  expect((await states(about))[0]).toMatchObject({
    state: 'FAILED',
    reason: { en: 'The person asked not to be written to.' },
  })
  await ctxOf().db.transaction((tx) => tx.kysely.updateTable('recipient').set({ refused_at: null }).execute())
})

test('a gateway that fails twice and then takes it gets one message', async () => {
  const about = await tell({})
  answers.push(500, 500)
  await sendNotifications(ctxOf(), doors)
  expect((await states(about))[0]).toMatchObject({
    state: 'QUEUED',
    reason: { en: 'The operator did not take the message.' },
  })
  for (let at = 0; at < 6; at++) {
    town.clock.advance(hour)
    await Promise.all([sendNotifications(ctxOf(), doors), sendNotifications(ctxOf(), doors)])
  }
  expect(taken).toEqual(['Дерево. Посадили.'])
  expect((await states(about))[0]).toMatchObject({ state: 'HANDED_OVER', reason: null })
  const row = await ctxOf().db.read.selectFrom('notification').selectAll().where('about', '=', about).executeTakeFirst()
  expect(row).toMatchObject({ attempts: 3, via: 'sms-http', gateway_id: 'g-1' })
})

test('a gateway that is dead: given up after a day, and somebody calls', async () => {
  const about = await tell({ to: { phone: '+375291112233' } })
  answers.push(...Array<number>(20).fill(503))
  await sendNotifications(ctxOf(), doors)
  for (let at = 0; at < 24; at++) {
    town.clock.advance(hour)
    await sendNotifications(ctxOf(), doors)
  }
  expect(taken).toEqual([])
  expect((await states(about))[0]).toMatchObject({ state: 'TASK' })
  expect(await tasksOf(about)).toHaveLength(1)
  // given up on Friday afternoon; a weekend and Radunitsa lie between
  expect((await tasksOf(about))[0]!.due).toEqual(new Date('2026-04-22T07:42:00Z'))
})

test('a gateway that does not answer is not waited for by every message of a run', async () => {
  let knocks = 0
  const silent: Gateways = {
    sms: () => ({
      via: 'silent',
      send: () => {
        knocks += 1
        return Promise.reject(new OutsideError('TIMEOUT'))
      },
    }),
  }
  const abouts: string[] = []
  for (let at = 0; at < 6; at++) abouts.push(await tell({ to: { phone: `+37529555000${at}` }, otherwise: 'nothing' }))
  await sendNotifications(ctxOf(), silent)
  expect(knocks).toBe(3)
  for (const about of abouts)
    expect((await states(about))[0]).toMatchObject({ state: 'QUEUED', reason: { en: 'No answer came in time.' } })
  town.clock.advance(hour)
  await sendNotifications(ctxOf(), doors)
  expect(taken).toHaveLength(6)
})

test('a letter that is refused to the end becomes a task too', async () => {
  smtp.refuseWith = '550 no such person'
  const about = await tell({ to: { email } })
  for (let at = 0; at < 24; at++) {
    await sendNotifications(ctxOf(), doors)
    town.clock.advance(hour)
  }
  expect((await states(about))[0]).toMatchObject({ state: 'TASK', to: 'v***@mail.example' })
  expect(await tasksOf(about)).toMatchObject([{ kind: 'tell', words: `${email}\n\nДерево. Посадили.` }])
})

test('a mail server that knows no such address is asked once; nothing more leaves for it, and somebody tells otherwise', async () => {
  smtp.refuseWith = '550 5.1.1 no such user'
  const gone = 'gone@mail.example'
  const about = await tell({ to: { email: gone } })
  await sendNotifications(ctxOf(), doors)
  expect((await states(about))[0]).toMatchObject({
    state: 'TASK',
    reason: { ru: 'Почта вернула письмо: такого адреса нет или он закрыт.' },
  })
  smtp.refuseWith = undefined
  const letters = smtp.letters.length
  await tell({ to: { email: gone } })
  for (let at = 0; at < 3; at++) {
    await sendNotifications(ctxOf(), doors)
    town.clock.advance(hour)
  }
  expect(smtp.letters.length).toBe(letters)
})

test('where a postal address is known a letter is printed, by whoever is asked to send it and nobody else', async () => {
  smtp.refuseWith = '550 no such person'
  const post = { name: 'Вольга Н.', address: '222510, Узда, ул. Мира, 3-7' }
  const about = await tell({
    to: { email: 'paper@mail.example' },
    otherwise: { to: { permission: 'civic.calls' }, post },
  })
  for (let at = 0; at < 24; at++) {
    await sendNotifications(ctxOf(), doors)
    town.clock.advance(hour)
  }
  const { id } = (await states(about))[0]!
  expect(await tasksOf(about)).toMatchObject([{ kind: 'letter', words: 'Дерево. Посадили.' }])
  const ask = async (as: string) =>
    (
      await town.graph<{ paperLetter: object | null }>(
        'uzda',
        'query ($id: UUID!) { paperLetter(id: $id) { lang name address subject text } }',
        { id },
        { as },
      )
    ).data.paperLetter
  expect(await ask('admin.uzda')).toEqual({ lang: 'ru', ...post, subject: 'Дерево', text: 'Посадили.' })
  expect(await ask('executor.uzda')).toBeNull()
})

test('what waits for a yes says so, and what lies in the portal is there', async () => {
  const about = `trees:Tree:${++event}`
  const ctx = ctxOf()
  const base = { lang: 'ru' as const, subject: 'Дерево', text: 'Посадили.', about }
  await ctx.db.transaction(async (tx) => {
    await ctx.use(Notifications).send(tx, { ...base, event: 'w', to: { email: 'nobody.yet@mail.example' } })
    await ctx.use(Notifications).send(tx, { ...base, event: 'w', to: { person: 'iss|one' } })
  })
  await sendNotifications(ctxOf(), doors)
  expect((await states(about)).map(({ state, channel, to }) => [channel, state, to]).sort()).toEqual([
    ['EMAIL', 'WAITING', 'n***@mail.example'],
    ['PORTAL', 'DELIVERED', null],
  ])
})

test('in a demonstration nothing is marked as sent', async () => {
  const about = await tell({}, 'zhodino')
  const ctx = ctxOf('zhodino')
  await sendNotifications(ctx, doors)
  await ctx.use(TextMessages).send({ to: phone, lang: 'ru', subject: 'Код', text: '123456' })
  const rows = await ctx.db.read
    .selectFrom('notification')
    .select(['sent_at', 'via'])
    .where('channel', '=', 'SMS')
    .execute()
  expect([rows.length, rows.filter(({ sent_at: at, via }) => at ?? via), taken]).toEqual([2, [], []])
  expect((await states(about, 'zhodino'))[0]!.state).toBe('QUEUED')
})
