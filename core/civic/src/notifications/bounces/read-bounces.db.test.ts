import { Notifications, Tasks, type Ctx } from '@vmeste/sdk'
import {
  createTestHost,
  fakeImap,
  fakeSmtp,
  uzda,
  zhodino,
  type FakeImap,
  type FakeSmtp,
  type TestHost,
} from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { smtpMail } from '../gateways.ts'
import type { RecipientTables } from '../recipients/recipient.entity.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import { imapBounces } from './bounce-box.ts'
import { readBounces } from './read-bounces.job.ts'

let town: TestHost
let smtp: FakeSmtp
let imap: FakeImap
const said: object[] = []
const log = { error: (of: object) => void said.push(of) }
beforeAll(async () => {
  ;[smtp, imap] = await Promise.all([fakeSmtp(), fakeImap()])
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda, zhodino] })
})
afterAll(async () => {
  await town.stop()
  await Promise.all([smtp.stop(), imap.stop()])
})

const ctxOf = (slug = 'uzda') => town.ctxIn(slug, 'civic') as Ctx<RecipientTables>
const letOut = (slug = 'uzda') =>
  sendNotifications(ctxOf(slug), { mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms: () => undefined })
const read = (slug = 'uzda') => readBounces(ctxOf(slug), imapBounces(imap.url, { fresh: 0 }), log)
let event = 0
/** A letter that has left for somebody who said yes. */
async function sent(email: string, slug = 'uzda'): Promise<{ about: string; messageId: string }> {
  const about = `trees:Tree:${++event}`
  const ctx = ctxOf(slug)
  await ctx.db.transaction(async (tx) => {
    await ctx.use(Notifications).proven(tx, { email })
    await ctx
      .use(Notifications)
      .send(tx, { event: `e-${event}`, to: { email }, lang: 'ru', subject: 'Дерево', text: 'Посадили.', about })
  })
  await letOut(slug)
  return { about, messageId: /^Message-ID: (.*)$/im.exec(smtp.letters.at(-1)!.data)![1]!.trim() }
}
const comeBack = (messageId: string, to: string, status = '5.1.1', action = 'failed') => {
  imap.put(`From: MAILER-DAEMON@mx.example
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${to}
Action: ${action}
Status: ${status}

--b
Content-Type: text/rfc822-headers

Message-ID: ${messageId}
--b--
`)
}
const states = async (about: string, slug = 'uzda') => {
  const ctx = ctxOf(slug)
  const all = await ctx.db.transaction((tx) => ctx.use(Notifications).deliveries(tx, about))
  return all.map(({ state, reason }) => [state, reason?.en ?? null])
}
const tasks = async (about: string) => {
  const ctx = ctxOf()
  return (await ctx.db.transaction((tx) => ctx.use(Tasks).of(tx, about))).map(({ kind, state }) => [kind, state])
}
const back = 'The letter came back: there is no such address, or it is closed.'

test('a letter that comes back stops its address, shows on its case, and is somebody’s task once', async () => {
  const email = 'gone@mail.example'
  const { about, messageId } = await sent(email)
  expect(messageId).toMatch(/^<[\da-f-]{36}\.uzda@vmeste\.example>$/)
  expect(await states(about)).toEqual([['HANDED_OVER', null]])
  comeBack(messageId, email)
  comeBack(messageId, email)
  imap.put('From: somebody@mail.example\nContent-Type: text/plain\n\nThank you!')
  await read()
  await read()
  expect(await states(about)).toEqual([['TASK', back]])
  expect(await tasks(about)).toEqual([['tell', 'OPEN']])
  expect(imap.letters.map(({ flags }) => [...flags])).toEqual(Array.from({ length: 3 }, () => ['$VmesteRead']))
  expect(await ctxOf().use(Notifications).standings([{ email }])).toEqual(['WAITING'])

  const before = smtp.letters.length
  const next = await sent('other@mail.example') // others are written to as before
  expect(await states(next.about)).toEqual([['HANDED_OVER', null]])
  const ctx = ctxOf()
  await ctx.db.transaction((tx) =>
    ctx
      .use(Notifications)
      .send(tx, { event: 'later', to: { email }, lang: 'ru', subject: 'Дерево', text: 'Полили.', about }),
  )
  await letOut()
  expect(smtp.letters.slice(before).flatMap(({ to }) => to)).toEqual(['other@mail.example'])
  expect((await states(about))[0]).toEqual(['TASK', back])
})

test('one that is only late changes nothing but a count', async () => {
  const { about, messageId } = await sent('full@mail.example')
  comeBack(messageId, 'full@mail.example', '4.2.2', 'delayed')
  await read()
  await read()
  expect(await states(about)).toEqual([['HANDED_OVER', null]])
  const row = ctxOf().db.read.selectFrom('notification').select('delays').where('about', '=', about)
  expect(await row.executeTakeFirst()).toEqual({ delays: 1 })
})

test('a forged report changes nothing: of no letter, of another recipient, of another city', async () => {
  const { about, messageId } = await sent('true@mail.example')
  comeBack('<019dd57a-0000-7000-8000-00000000000a.uzda@vmeste.example>', 'true@mail.example')
  comeBack(messageId, 'somebody.else@mail.example')
  comeBack(messageId.replace('.uzda@', '.zhodino@'), 'true@mail.example')
  await read()
  await read('zhodino')
  expect(await states(about)).toEqual([['HANDED_OVER', null]])
  expect(await tasks(about)).toEqual([])
  expect(imap.letters.every(({ flags }) => flags.has('$VmesteRead'))).toBe(true)
})

test('an address that says yes again is written to again', async () => {
  const email = 'gone@mail.example'
  const ctx = ctxOf()
  const { sent: asked } = await ctx.use(Notifications).ask({ email }, 'ru')
  expect(asked).toBe(true)
  await letOut()
  const letter = smtp.letters.at(-1)!
  expect(letter.to).toEqual([email])
  const text = Buffer.from(letter.data.split('\r\n\r\n')[1]!, 'base64').toString()
  const path = /\/c\/uzda\/letters\/\S+?(?=\?)/.exec(text)![0]
  await town.fetch(path, { method: 'POST', body: 'answer=yes' })
  expect(await ctx.use(Notifications).standings([{ email }])).toEqual(['CONFIRMED'])
  expect(await states((await sent(email)).about)).toEqual([['HANDED_OVER', null]])
})

test('one look serves all cities, and a mailbox that is gone is said by a code alone', async () => {
  const before = imap.visits()
  const box = imapBounces(imap.url)
  await readBounces(ctxOf(), box, log)
  await readBounces(ctxOf('zhodino'), box, log)
  expect(imap.visits()).toBe(before + 1)
  const gone = await fakeImap()
  await gone.stop()
  await readBounces(ctxOf(), imapBounces(gone.url), log)
  expect(said).toEqual([{ code: 'ECONNREFUSED' }])
})
