import { Notifications, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, keyOfTestPerson, uzda, zhodino, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { sql } from '@vmeste/sdk/storage'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { CityTextMessages } from '../city-text-messages.ts'
import { smtpMail, type SmsGateway } from '../gateways.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import { forgetRecipients } from './forget-recipients.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

const hour = 3_600_000,
  day = 24 * hour
let town: TestHost
let smtp: FakeSmtp
const messages: { to: string; text: string }[] = []
const sms: SmsGateway = {
  via: 'test',
  send: async (message) => {
    messages.push(message)
  },
}
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda, zhodino] })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})
beforeEach(() => {
  smtp.letters.length = 0
  messages.length = 0
  smtp.refuseWith = undefined
})

const ctxIn = (slug: string): Ctx<RecipientTables> => town.ctxIn(slug, 'civic')
const run = (slug = 'uzda') =>
  sendNotifications(ctxIn(slug), { mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms })
const trap = 'ВАМ НАЧИСЛЕН ШТРАФ https://evil.example'
let event = 0
const notice = (to: Notice['to'], about = `trees:Tree:${++event}`): Notice => ({
  event: `event-${++event}`,
  to,
  lang: 'ru',
  subject: `Дело ${about}: ${trap}`,
  text: trap,
  href: `/t/secret-${event}`,
  about,
})
const send = (notices: readonly Notice[], slug = 'uzda') => {
  const ctx = ctxIn(slug)
  return ctx.db.transaction(async (tx) => {
    for (const each of notices) await ctx.use(Notifications).send(tx, each)
  })
}
const read = ({ to, data }: FakeSmtp['letters'][number]) => {
  const subject = [.../=\?UTF-8\?B\?([^?]+)\?=/gi[Symbol.matchAll](data.split('\r\n\r\n')[0] ?? '')]
    .map(([, part]) => Buffer.from(part!, 'base64').toString())
    .join('')
  return { to: to[0], subject, text: Buffer.from(data.split('\r\n\r\n')[1] ?? '', 'base64').toString() }
}
const letters = () => smtp.letters.map(read)
const linkIn = (text: string) => /http:\/\/localhost(\/c\/\w+\/letters\/[\w-]{44})/.exec(text)![1]!
const answer = async (link: string, said: string) => {
  const response = await town.fetch(link, { method: 'POST', body: new URLSearchParams({ answer: said }) })
  return { status: response.status, page: await response.text() }
}
const waitingFor = (recipient: string, error: string, slug = 'uzda') =>
  ctxIn(slug)
    .db.read.selectFrom('notification')
    .select('id')
    .where('recipient', '=', recipient)
    .where('error', '=', error)
    .execute()
async function confirm(email: string): Promise<string> {
  await send([notice({ email })])
  await run()
  const link = linkIn(letters().at(-1)!.text)
  await answer(link, 'yes')
  await run()
  smtp.letters.length = 0
  return link
}

test('forty notices to an address that has not confirmed: one letter, without a word of theirs', async () => {
  await send(Array.from({ length: 40 }, () => notice({ email: 'victim@mail.example' })))
  await Promise.all([run(), run()])
  await send([
    notice({ email: 'Victim@mail.example' }),
    notice({ email: 'victim+41@mail.example' }),
    notice({ email: 'victim+42@mail.example' }),
  ])
  for (let days = 0; days < 29; days++) {
    town.clock.advance(day)
    await run()
  }
  expect(letters().map(({ to }) => to)).toEqual(['victim@mail.example'])
  const [{ subject, text } = { subject: '', text: '' }] = letters()
  expect(`${subject} ${text}`).not.toMatch(/ШТРАФ|evil|secret|trees/)
  expect(text).toContain('Подтвердите')
  expect(await waitingFor('victim@mail.example', 'UNCONFIRMED')).toHaveLength(41)
})

test('opening the link changes nothing; yes lets out the last word on every case, once', async () => {
  const to = { email: 'olha@mail.example' }
  await send([notice(to, 'trees:Tree:a'), notice(to, 'trees:Tree:b')])
  await run()
  town.clock.advance(4 * day) // longer than news keep fresh: what waited for a yes is not stale
  await send([notice(to, 'trees:Tree:a')])
  await run()
  expect(letters()).toHaveLength(1)
  const link = linkIn(letters()[0]!.text)

  const opened = await town.fetch(`${link}?lang=be`)
  const page = await opened.text()
  expect([opened.status, opened.headers.get('cache-control'), opened.headers.get('referrer-policy')]).toEqual([
    200,
    'no-store',
    'no-referrer',
  ])
  expect(opened.headers.get('content-security-policy')).toMatch(
    /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
  )
  expect(page).toContain('Так, дасылайце')
  expect(page).not.toContain('<script')
  await run()
  expect(letters()).toHaveLength(1)

  expect(await answer(link, 'yes')).toMatchObject({ status: 200, page: expect.stringContaining('Готово') as string })
  await run()
  await run()
  expect(
    letters()
      .slice(1)
      .map(({ text }) => /secret-\d+/.exec(text)?.[0]),
  ).toHaveLength(2)
  expect(letters()[1]?.text).toContain(`Больше не писать: http://localhost${link}`)
  await send([notice(to)])
  await run()
  expect(letters()).toHaveLength(4)
})

test('no is no: for what waited, for what comes, for every spelling of the box, until they change their mind', async () => {
  const to = { email: 'not.me@gmail.com' }
  await send([notice(to)])
  await run()
  const link = linkIn(letters()[0]!.text)
  expect(await answer(link, 'no')).toMatchObject({
    status: 200,
    page: expect.stringContaining('Больше не напишем') as string,
  })
  expect(await waitingFor('not.me@gmail.com', 'UNCONFIRMED')).toEqual([])
  town.clock.advance(31 * day)
  await send([notice(to), notice({ email: 'notme+again@googlemail.com' })])
  await run()
  expect(letters()).toHaveLength(1)
  expect(
    await ctxIn('uzda')
      .use(Notifications)
      .standings([{ email: 'n.otme@gmail.com' }, { person: 'iss|sub' }, { email: 'nobody@mail.example' }]),
  ).toEqual(['REFUSED', 'CONFIRMED', 'WAITING'])
  await answer(link, 'yes')
  await send([notice(to)])
  await run()
  expect(letters()).toHaveLength(2)
})

test('a link is good for its city and its month, and nobody can make one', async () => {
  const to = { email: 'late@mail.example' }
  await send([notice(to)])
  await run()
  const link = linkIn(letters()[0]!.text)
  const status = async (path: string) => (await town.fetch(path)).status
  expect(await status(link)).toBe(200)
  expect(await status(link.replace('/c/uzda/', '/c/zhodino/'))).toBe(410)
  expect(await status(link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A'))).toBe(410)
  expect(await status('/c/uzda/letters/nonsense')).toBe(410)
  town.clock.advance(30 * day)
  expect(await status(link)).toBe(410)
  expect((await answer(link, 'yes')).status).toBe(410)
  await forgetRecipients(ctxIn('uzda'))
  expect(await waitingFor('late@mail.example', 'UNCONFIRMED')).toEqual([])
  await send([notice(to)])
  await run()
  expect(letters(), 'asked again after a month, with another link').toHaveLength(2)
  expect(linkIn(letters()[1]!.text)).not.toBe(link)
})

test('five an hour, then one letter with the rest; all modules and hosts count together', async () => {
  const to = { email: 'busy@mail.example' }
  await confirm(to.email)
  town.clock.advance(2 * hour)
  const of = (at: number, thing: number): Notice => notice(to, `${at % 2 ? 'trees' : 'bins'}:Thing:${thing}`)
  // which five go first is chance between two hosts: each of these two things has more news than that
  await send(Array.from({ length: 42 }, (_, at) => of(at, 0)))
  await Promise.all([run(), run()])
  await send(Array.from({ length: 28 }, (_, at) => of(at, at + 1)))
  await run()
  expect(letters()).toHaveLength(5)
  town.clock.advance(hour / 2)
  await run()
  expect(letters()).toHaveLength(5)
  town.clock.advance(hour / 2)
  await run()
  await run()
  expect(letters()).toHaveLength(6)
  const { subject, text } = letters()[5]!
  expect(subject).toContain('65')
  expect(text).toContain('дел: 30')
  expect(text.match(/\/t\/secret-\d+/g)).toHaveLength(20)
  expect(await waitingFor(to.email, 'HELD_BACK')).toEqual([])
})

test('a digest that could not leave is tried again as one', async () => {
  const to = { email: 'digest@mail.example' }
  await confirm(to.email)
  town.clock.advance(2 * hour)
  await send(Array.from({ length: 8 }, () => notice(to)))
  await run()
  town.clock.advance(hour)
  smtp.refuseWith = '451 later'
  await run()
  smtp.refuseWith = undefined
  town.clock.advance(6 * 60_000)
  await run()
  expect(letters()).toHaveLength(6)
})

test("a telephone is asked once, however its number is written, and gets no stranger's words", async () => {
  await send(['+375 (29) 777-31-55', '80297773155', '375297773155'].map((phone) => notice({ phone })))
  await run()
  expect(messages).toHaveLength(1)
  expect(messages[0]?.text).not.toMatch(/ШТРАФ|evil|secret/)
  expect(messages[0]!.text.length).toBeLessThan(300)
  await answer(linkIn(messages[0]!.text), 'yes')
  await send([notice({ phone: '+375297773155' })])
  await run()
  expect(messages.slice(1).every(({ text }) => text.includes('secret'))).toBe(true)
  expect(messages.length).toBeGreaterThan(1)
})

test("the verified e-mail of one's own account needs no letter, and nobody else's is theirs", async () => {
  const ctx = town.ctxIn('uzda', 'civic')
  const actor = {
    kind: 'person',
    key: keyOfTestPerson('citizen'),
    name: 'T',
    username: 'citizen',
    email: 'citizen@example.test',
    emailVerified: true,
    assurance: 'PHONE',
    roles: new Set<string>(),
  } as const
  const notifications = ctx.use(Notifications)
  await notifications.ownAddress({ actor }, { email: 'somebody@example.test' })
  const { emailVerified: _, ...unproven } = actor
  await notifications.ownAddress({ actor: unproven }, { email: 'citizen@example.test' })
  expect(
    await notifications.standings([{ email: 'somebody@example.test' }, { email: 'citizen@example.test' }]),
  ).toEqual(['WAITING', 'WAITING'])
  await notifications.ownAddress({ actor }, { email: 'Citizen@example.test' })
  expect(await notifications.standings([{ email: 'citizen@example.test' }])).toEqual(['CONFIRMED'])
  await send([notice({ email: 'citizen@example.test' })])
  await run()
  expect(letters().map(({ text }) => text.includes('secret'))).toEqual([true])
  const [data] = town.host.registry.find('civic')!.personalData!.filter(({ table }) => table === 'civic.recipient')
  expect(await data!.export(ctx, actor.key)).toHaveLength(1)
  expect([
    await data!.erase(ctx, actor.key),
    await notifications.standings([{ email: 'citizen@example.test' }]),
  ]).toEqual([1, ['WAITING']])
})

test('ten messages an hour to one telephone, whichever module has them sent', async () => {
  const { city, db, clock } = ctxIn('uzda')
  const texts = new CityTextMessages({
    city,
    db,
    clock,
    sms,
    notifications: ctxIn('uzda').use(Notifications),
    keys: () => ctxIn('uzda').use(RecipientKeys),
  })
  const send = (to: string) =>
    texts.send({ to, lang: 'ru', subject: 'Код', text: '123456' }).then(
      () => 'sent',
      (error: { code: string }) => error.code,
    )
  const codes = await Promise.all(Array.from({ length: 12 }, (_, at) => send(at % 2 ? '+375297770011' : '80297770011')))
  expect(
    Object.fromEntries(Object.entries(Object.groupBy(codes, (code) => code)).map(([code, all]) => [code, all?.length])),
  ).toEqual({ sent: 10, MESSAGE_TOO_OFTEN: 2 })
  expect(await send('+375297770012')).toBe('sent')
  town.clock.advance(hour)
  expect(await send('+375297770011')).toBe('sent')
})

test('the table says nothing about anybody', async () => {
  const { rows } = await sql<{ row: string }>`select row_to_json(r)::text as row from civic.recipient r`.execute(
    ctxIn('uzda').db.read,
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.filter(({ row }) => /mail\.example|gmail|37529|citizen/.test(row))).toEqual([])
  expect(town.log.filter((line) => /mail\.example|gmail|297773155/.test(line))).toEqual([])
})
