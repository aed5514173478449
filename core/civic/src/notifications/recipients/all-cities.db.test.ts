import { Notifications, type Ctx, type Notice } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, fakeSmtp, keyOfTestPerson, uzda, zhodino, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { bell } from '../../../../host/test/doubles/event-plugins.ts'
import { smtpMail } from '../gateways.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import { forgetRecipients } from './forget-recipients.ts'
import type { RecipientTables } from './recipient.entity.ts'

const day = 24 * 3_600_000
const both = ['uzda', 'zhodino'] as const
const sms = {
  via: 'test',
  send: async ({ to }: { to: string }) => {
    messages.push(to)
    return {}
  },
}
const messages: string[] = []
let town: TestHost
let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda, zhodino], modules: [bell] })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})
beforeEach(() => {
  smtp.letters.length = 0
  messages.length = 0
})

const ctxIn = (slug: string): Ctx<RecipientTables> => town.ctxIn(slug, 'civic')
const run = (slug: string) =>
  sendNotifications(ctxIn(slug), { mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms: () => sms })
let event = 0
const name = async (to: Notice['to'], ...slugs: readonly string[]) => {
  for (const slug of slugs) {
    const ctx = ctxIn(slug)
    await ctx.db.transaction((tx) =>
      ctx
        .use(Notifications)
        .send(tx, {
          event: `event-${++event}`,
          to,
          lang: 'ru',
          subject: 'Дело',
          text: 'Новость',
          href: `/t/secret-${event}`,
          about: `trees:Tree:${event}`,
        }),
    )
  }
}
const tell = async (to: Notice['to'], slug: string) => {
  await name(to, slug)
  await run(slug)
}
const texts = (to = /./) =>
  smtp.letters
    .filter((letter) => to.test(letter.to[0] ?? ''))
    .map(({ data }) => Buffer.from(data.split('\r\n\r\n')[1] ?? '', 'base64').toString())
const linkIn = (text: string | undefined) => /http:\/\/localhost(\/c\/\w+\/letters\/[\w-]{44})/.exec(text ?? '')![1]!
const answer = async (link: string, said: 'yes' | 'no') =>
  (await town.fetch(link, { method: 'POST', body: new URLSearchParams({ answer: said }) })).status
const standing = async (slug: string, to: Notice['to']) => (await ctxIn(slug).use(Notifications).standings([to]))[0]
const boxes = async () =>
  (
    await town.host.storage
      .pool('core')
      .query<{ asked_at: Date | null; answers: Record<string, string> }>(
        'select * from core.asked_box order by asked_at',
      )
  ).rows

test('two cities, twenty cases in each naming one box, both sending at once: one question in all, and one a month later', async () => {
  const email = 'victim@mail.example'
  for (let at = 0; at < 20; at++) await name({ email: at % 2 ? email : `victim+${at}@mail.example` }, ...both)
  await Promise.all([...both, ...both].map(run))
  expect(smtp.letters).toHaveLength(1)
  for (const slug of both) expect(await standing(slug, { email })).toBe('WAITING')
  town.clock.advance(29 * day)
  await name({ email }, ...both)
  for (const slug of both) await run(slug)
  expect(smtp.letters).toHaveLength(1)
  town.clock.advance(day)
  await name({ email }, ...both)
  await Promise.all(both.map(run))
  expect(smtp.letters).toHaveLength(2)
})

test('every one of many boxes is asked by one of two cities that send at once', async () => {
  const emails = Array.from({ length: 30 }, (_, at) => `crowd.${at}@mail.example`)
  for (const email of emails) await name({ email }, ...both)
  await Promise.all([...both, ...both].map(run))
  expect(smtp.letters.flatMap(({ to }) => to).sort()).toEqual([...emails].sort())
})

test('a telephone is one box to all cities, however it is written', async () => {
  await tell({ phone: '+375 (29) 777-31-55' }, 'uzda')
  await tell({ phone: '80297773155' }, 'zhodino')
  expect(messages).toEqual(['+375297773155'])
})

test('after a yes in one city another may ask, once', async () => {
  const to = { email: 'olha@mail.example' }
  await name(to, ...both)
  await run('uzda')
  await run('zhodino')
  expect(texts(/olha/)).toHaveLength(1)
  expect(await answer(linkIn(texts(/olha/)[0]), 'yes')).toBe(200)
  smtp.letters.length = 0
  for (let times = 0; times < 3; times++) await tell(to, 'zhodino')
  expect(texts(/olha/).map((text) => [text.includes('Подтвердите'), linkIn(text).startsWith('/c/zhodino/')])).toEqual([
    [true, true],
  ])
  expect(await standing('zhodino', to)).toBe('WAITING')
})

test('a no in one city is heard in the others for as long as it stands; news of a city with a yes go on', async () => {
  const to = { email: 'not.me@gmail.com' }
  const told = () => texts(/gmail|googlemail/)
  await tell(to, 'uzda')
  const uzdaLink = linkIn(told()[0])
  await answer(uzdaLink, 'no')
  town.clock.advance(31 * day)
  for (const slug of both) await forgetRecipients(ctxIn(slug))
  await tell({ email: 'notme+again@googlemail.com' }, 'zhodino')
  expect(told()).toHaveLength(1)
  expect(await standing('zhodino', to)).toBe('WAITING')

  await answer(uzdaLink, 'yes')
  await tell(to, 'zhodino')
  const zhodinoLink = linkIn(told().at(-1))
  expect([told().length, zhodinoLink.startsWith('/c/zhodino/')]).toEqual([2, true])
  await answer(zhodinoLink, 'no')
  await tell(to, 'uzda')
  expect(told().at(-1)).toContain('secret')
  await tell({ email: 'n.o.t.m.e+2@gmail.com' }, 'uzda') // another spelling would have to be asked
  town.clock.advance(31 * day)
  await tell({ email: 'n.o.t.m.e+3@gmail.com' }, 'uzda')
  expect(told()).toHaveLength(3)
  expect(
    (await boxes())
      .filter(({ answers }) => Object.keys(answers).length === 2)
      .map(({ answers }) => Object.values(answers).sort()),
  ).toEqual([['no', 'yes']])
})

test('what nobody answered is swept after its month, and what a person has erased goes with them', async () => {
  const email = 'citizen@example.test'
  await tell({ email }, 'uzda')
  await answer(linkIn(texts(/citizen/)[0]), 'yes')
  const actor = {
    kind: 'person',
    key: keyOfTestPerson('citizen'),
    name: 'T',
    username: 'citizen',
    email,
    emailVerified: true,
    assurance: 'PHONE',
    roles: new Set<string>(),
  } as const
  await ctxIn('uzda').use(Notifications).ownAddress({ actor }, { email })
  await tell({ email: 'silent@mail.example' }, 'uzda')
  const before = await boxes()
  const [data] = town.host.registry.find('civic')!.personalData!.filter(({ table }) => table === 'civic.recipient')
  expect(await data!.erase(town.ctxIn('uzda', 'civic'), actor.key)).toBe(1)
  expect(await boxes()).toHaveLength(before.length - 1)
  town.clock.advance(30 * day)
  await Promise.all(both.map((slug) => forgetRecipients(ctxIn(slug))))
  expect((await boxes()).filter(({ answers }) => Object.keys(answers).length === 0)).toEqual([])
  expect((await boxes()).length).toBeGreaterThan(0)
})

test('what the platform was proven by an account, and answers from before, are told to the other cities with the next letter', async () => {
  const to = { email: 'proven@mail.example' }
  const actor = {
    kind: 'person',
    key: keyOfTestPerson('operator.uzda'),
    name: 'T',
    username: 'o',
    ...to,
    emailVerified: true,
    assurance: 'PHONE',
    roles: new Set<string>(),
  } as const
  await ctxIn('uzda').use(Notifications).ownAddress({ actor }, to)
  await tell(to, 'uzda')
  expect(texts(/proven/)[0]).toContain('secret')
  await town.host.storage
    .pool('core')
    // as if another city had just asked
    .query(`update core.asked_box set asked_at = $1 where asked_at is null`, [town.clock.now()])
  await tell(to, 'zhodino')
  expect(texts(/proven/)[1]).toContain('Подтвердите')

  const refused = { email: 'refused@mail.example' }
  await tell(refused, 'uzda')
  await answer(linkIn(texts(/refused/)[0]), 'no')
  // as if it had been said to an earlier version
  await town.host.storage.pool('core').query(`delete from core.asked_box where answers @? '$.* ? (@ == "no")'`)
  await tell(refused, 'uzda')
  await tell(refused, 'zhodino')
  expect(texts(/refused/)).toHaveLength(1)
})

test('the civic services alone may call it, and the table names nobody and no city', async () => {
  const asModule = town.ctxIn('uzda', 'bell')
  for (const call of [
    `core.ask_box('x', now(), now())`,
    `core.note_box('x', 'y', 'yes')`,
    `core.forget_boxes(now(), null)`,
  ]) {
    await expect(
      asModule.db.transaction((tx) => tx.run(sql.raw(`select ${call}`))),
      call,
    ).rejects.toMatchObject({ code: '42501' })
  }
  await expect(sql`select * from core.asked_box`.execute(ctxIn('uzda').db.read)).rejects.toMatchObject({
    code: '42501',
  })
  for (const row of await boxes())
    expect(JSON.stringify(row)).toMatch(
      /^\{"box":"[\w-]{22}","asked_at":(?:null|"[^"]+"),"answers":\{("[\w-]{22}":"(yes|no)",?)*\}\}$/,
    )
  const { rows: shared } = await sql`select hash from civic.recipient
      where hash = any(${((await boxes()) as { answers: Record<string, string> }[]).flatMap(({ answers }) => Object.keys(answers))})`.execute(
    ctxIn('uzda').db.read,
  )
  expect(shared).toEqual([])
})
