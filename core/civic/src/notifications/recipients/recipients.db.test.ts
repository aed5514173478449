import { Directory, Notifications, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, keyOfTestPerson, uzda, zhodino, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { sql } from '@vmeste/sdk/storage'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { CityNotifications } from '../city-notifications.ts'
import { CityTextMessages } from '../city-text-messages.ts'
import type { SmsGateway } from '../../messages/sms-gateway.ts'
import { smtpMail } from '../gateways.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import { forgetRecipients } from './forget-recipients.ts'
import { linkIn, readLetter } from '../../../test/read-letter.ts'
import { RecipientKeys } from './recipient-keys.ts'
import type { RecipientTables } from './recipient.entity.ts'

const [hour, day] = [3_600_000, 86_400_000]
let town: TestHost
let smtp: FakeSmtp
const messages: { to: string; text: string }[] = []
const sms: SmsGateway = { via: 'test', send: async (message) => ({ gatewayId: String(messages.push(message)) }) }
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
  sendNotifications(ctxIn(slug), { mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms: () => sms })
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
const letters = () => smtp.letters.map(readLetter)
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

test('a mail program says it with its own button, and a person stops one thing or all of it, and takes it back', async () => {
  const to = { email: 'enough@mail.example' }
  const header = (at: number, name: string) =>
    new RegExp(`^${name}: (.+)$`, 'im').exec(smtp.letters.at(at)!.data.replaceAll(/\r\n\s+/g, ' '))?.[1]?.trim()
  await send([notice(to)])
  await run()
  const question = linkIn(letters()[0]!.text)
  expect(header(-1, 'List-Unsubscribe')).toBe(`<http://localhost${question}?lang=ru>`)
  await answer(question, 'yes')
  await run()
  await send([notice(to, 'trees:Tree:noisy')])
  await run()
  expect(header(-1, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const way = header(-1, 'List-Unsubscribe')!.slice('<http://localhost'.length, -1)
  expect(letters().at(-1)?.text).toContain(`http://localhost${way}`)
  expect(await (await town.fetch(way)).text()).toContain('Не писать об этом деле')

  expect((await answer(way, 'stop-this')).page).toContain('Об этом деле больше не напишем')
  const before = letters().length
  await send([notice(to, 'trees:Tree:noisy'), notice(to, 'trees:Tree:other')])
  await run()
  expect(
    letters()
      .slice(before)
      .map(({ subject }) => subject.includes('other')),
  ).toEqual([true])
  expect((await answer(way, 'go-on')).page).toContain('Вам приходят новости')
  await send([notice(to, 'trees:Tree:noisy')])
  await run()
  expect(letters()).toHaveLength(before + 2)
  // the letter of one is no way into another's
  const stranger = await confirm('stranger@mail.example')
  expect((await answer(stranger + way.slice(way.lastIndexOf('/')), 'stop-this')).page).toContain('Готово')

  const pressed = await town.fetch(way, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  })
  expect([pressed.status, await ctxIn('uzda').use(Notifications).standings([to])]).toEqual([200, ['REFUSED']])
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  await answer(way, 'yes')
  await town.fetch(way, { method: 'POST', body: form })
  expect(await ctxIn('uzda').use(Notifications).standings([to])).toEqual(['REFUSED'])
})

test('whoever waits at a page has the question sent again, three times a month, however many ask', async () => {
  const notifications = ctxIn('uzda').use(Notifications)
  const to = { email: 'lost@mail.example' }
  const ask = (address: { email: string }) =>
    notifications.ask(address, 'be').then(
      ({ standing, sent }) => `${standing} ${sent}`,
      ({ code }: { code: string }) => code,
    )
  expect([await ask(to), await ask(to)]).toEqual(['WAITING true', 'WAITING true']) // the first has not left yet
  await run()
  expect([letters().length, await ask(to)]).toEqual([1, 'RECIPIENT_ASKED_TOO_OFTEN'])
  town.clock.advance(11 * 60_000)
  expect(await ask({ email: 'lost+again@mail.example' })).toBe('WAITING true')
  town.clock.advance(11 * 60_000)
  await run()
  expect(await ask(to)).toBe('WAITING true')
  await run()
  town.clock.advance(day)
  expect(await ask(to)).toBe('RECIPIENT_ASKED_TOO_OFTEN')
  const links = letters().filter((letter) => letter.to === to.email)
  expect([letters().length, new Set(links.map(({ text }) => linkIn(text))).size]).toEqual([3, 1])
  await answer(linkIn(links[0]!.text), 'yes')
  expect(await ask(to)).toBe('CONFIRMED false')
})

test('a telephone is confirmed by the code that came to it, in five tries; nobody else’s code fits', async () => {
  const ctx = ctxIn('uzda')
  const { city, db, clock } = ctx
  const [keys, directory] = [() => ctx.use(RecipientKeys), () => ctx.use(Directory)]
  const given = { city, db, clock, keys, directory, mail: true, texts: () => texts }
  const notifications: CityNotifications = new CityNotifications(given)
  const texts: CityTextMessages = new CityTextMessages({ city, db, clock, sms, keys, notifications })
  const phone = '+375297770099'
  await send([notice({ phone })])
  expect(await notifications.ask({ phone }, 'ru')).toEqual({ standing: 'WAITING', sent: true })
  const code = /^\d{6}/.exec(messages[0]!.text)![0]
  const wrong = code === '000000' ? '000001' : '000000'
  const say = (typed: string, at = phone) =>
    notifications.answer({ phone: at }, typed).then(
      () => 'yes',
      (error: { code: string }) => error.code,
    )
  expect(await Promise.all([say(wrong), say(code, '+375297770098')])).toEqual(Array(2).fill('RECIPIENT_CODE_WRONG'))
  expect([await say(`${code.slice(0, 3)} ${code.slice(3)}`), await say(code)]).toEqual(['yes', 'RECIPIENT_CODE_WRONG'])
  await run()
  expect(messages.slice(1).map(({ text }) => text.includes('secret'))).toEqual([true])

  const other = '+375297770097'
  await notifications.ask({ phone: other }, 'ru')
  const second = /^\d{6}/.exec(messages.at(-1)!.text)![0]
  await Promise.all(Array.from({ length: 5 }, () => say(second === '000000' ? '000001' : '000000', other)))
  expect(await say(second, other)).toBe('RECIPIENT_CODE_WRONG')
})

test('the table says nothing about anybody', async () => {
  const { rows } = await sql<{ row: string }>`select row_to_json(r)::text as row from civic.recipient r`.execute(
    ctxIn('uzda').db.read,
  )
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.filter(({ row }) => /mail\.example|gmail|37529|citizen/.test(row))).toEqual([])
  expect(town.log.filter((line) => /mail\.example|gmail|297773155/.test(line))).toEqual([])
})
