import { Notifications, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, keyOfTestPerson, uzda, zhodino, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notificationsPersonalData, retentionMonths } from './notifications-personal-data.ts'
import { smtpMail } from './gateways.ts'
import type { NotificationTables } from './notification.entity.ts'
import { sendNotifications } from './send-notifications.job.ts'

let town: TestHost
let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda, { ...zhodino, demonstration: true }] })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})

function ctxIn(slug: string): Ctx<NotificationTables> {
  const { host } = town
  return host.systemScope(host.store.bySlug(slug)!.city.id, 'test').ctx(host.registry.find('civic')!)
}
const notice = (event: string, to: Notice['to'], about = 'trees:Tree:1'): Notice => ({
  event,
  to,
  lang: 'be',
  subject: 'Дрэва пасаджана',
  text: 'Дрэва на вул. Савецкай пасаджана.',
  href: '/t/secret',
  about,
})
const send = (slug: string, ...notices: Notice[]) => {
  const ctx = ctxIn(slug)
  return ctx.db.transaction(async (tx) => {
    for (const each of notices) await ctx.use(Notifications).send(tx, each)
  })
}
/** Said yes, as after the question in a letter. */
const agreed = (slug: string, ...all: Notice['to'][]) => {
  const ctx = ctxIn(slug)
  return ctx.db.transaction(async (tx) => {
    for (const to of all) await ctx.use(Notifications).proven(tx, to)
  })
}
const rows = (slug: string, event: string) =>
  ctxIn(slug).db.read.selectFrom('notification').selectAll().where('event', '=', event).orderBy('channel').execute()
const gateways = () => ({ mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms: () => undefined })

test('a storm is told three times and then as one notice with a number, until it is read', async () => {
  const to = { person: keyOfTestPerson('executor.uzda') }
  const fold = {
    key: 'planted:GREEN:TREE',
    subject: 'Яшчэ {count}: дрэвы',
    text: 'Усяго яшчэ {count}.',
    href: '/m/trees',
    about: 'trees:List:GREEN',
  }
  const storm = (from: number, till: number) =>
    send(
      'uzda',
      ...Array.from({ length: till - from }, (_, i) => ({
        ...notice(`storm-${from + i}`, to, `trees:Tree:${from + i}`),
        fold,
      })),
    )
  const inbox = () =>
    ctxIn('uzda')
      .db.read.selectFrom('notification')
      .select(['subject', 'text', 'href', 'about', 'folded'])
      .where('fold', '=', fold.key)
      .where('read_at', 'is', null)
      .orderBy('id', 'desc')
      .execute()
  await storm(0, 1_000)
  const told = await inbox()
  expect(told.map(({ subject }) => subject)).toEqual(['Яшчэ 997: дрэвы', ...Array<string>(3).fill('Дрэва пасаджана')])
  expect(told[0]).toMatchObject({ text: 'Усяго яшчэ 997.', href: '/m/trees', about: 'trees:List:GREEN', folded: 997 })
  expect(told[3]).toMatchObject({ href: '/t/secret', about: 'trees:Tree:0', folded: 0 })
  await ctxIn('uzda').db.transaction((tx) =>
    tx.kysely.updateTable('notification').set({ read_at: new Date() }).where('fold', '=', fold.key).execute(),
  )
  await storm(1_000, 1_002)
  expect((await inbox()).map(({ folded }) => folded)).toEqual([0, 0])
})

test('one row per event and recipient, however often the event is delivered', async () => {
  const to = { email: ' Volha@Mail.example ' }
  await send('uzda', notice('once', to), notice('once', to), notice('once', { phone: '+375 (29) 123-45-67' }))
  await Promise.all([send('uzda', notice('once', to)), send('uzda', notice('once', to))])
  expect((await rows('uzda', 'once')).map((row) => [row.channel, row.recipient])).toEqual([
    ['EMAIL', 'volha@mail.example'],
    ['SMS', '+375291234567'],
  ])
  await send('zhodino', notice('once', to))
  expect(await rows('zhodino', 'once')).toHaveLength(1)
})

test('a notification of an act that failed does not exist', async () => {
  const ctx = ctxIn('uzda')
  await expect(
    ctx.db.transaction(async (tx) => {
      await ctx.use(Notifications).send(tx, notice('failed', { email: 'a@mail.example' }))
      throw new Error('the act failed')
    }),
  ).rejects.toThrow('the act failed')
  expect(await rows('uzda', 'failed')).toEqual([])
})

test('letters leave by SMTP, to one address only; a message leaves by nobody where there is no gateway', async () => {
  await agreed(
    'uzda',
    { email: 'volha@mail.example' },
    { email: 'one@mail.example, two@mail.example' },
    { phone: '+375291234567' },
  )
  await send(
    'uzda',
    notice('leaves', { email: 'one@mail.example, two@mail.example' }),
    notice('leaves', { phone: '+375291234567' }),
  )
  await Promise.all([sendNotifications(ctxIn('uzda'), gateways()), sendNotifications(ctxIn('uzda'), gateways())])
  const [letter, message] = await rows('uzda', 'leaves')
  expect(message).toMatchObject({ via: null, sent_at: null, next_at: null, error: 'NO_GATEWAY' })
  expect(letter).toMatchObject({ via: 'smtp', sent_at: town.clock.now(), next_at: null })
  expect(smtp.letters.flatMap((each) => each.to).sort()).toEqual([
    '"one@mail.example, two"@mail.example',
    'volha@mail.example',
  ])

  const mine = smtp.letters.filter((each) => each.to.includes('volha@mail.example'))
  expect(mine).toHaveLength(1) // from the first test; two senders at once, one letter
  expect(mine[0]?.data).toMatch(/^Message-ID: <[0-9a-f-]{36}\.uzda@vmeste\.example>/im)
  const text = Buffer.from(mine[0]!.data.split('\r\n\r\n')[1]!, 'base64').toString()
  expect(text).toContain('Дрэва на вул. Савецкай пасаджана.')
  expect(text).toContain('http://localhost/c/uzda/t/secret')
})

test('a refusal is tried again later, given up in the end, and its words are not kept', async () => {
  smtp.refuseWith = '550 no such person refused@mail.example'
  await agreed('uzda', { email: 'refused@mail.example' })
  await send('uzda', notice('refused', { email: 'refused@mail.example' }))
  await sendNotifications(ctxIn('uzda'), gateways())
  const [first] = await rows('uzda', 'refused')
  expect(first).toMatchObject({ sent_at: null, attempts: 1, error: 'EENVELOPE 550' })
  expect(first!.next_at!.getTime() - town.clock.now().getTime()).toBe(5 * 60_000)
  for (let attempt = 0; attempt < 8; attempt++) {
    town.clock.advance(6 * 3_600_000)
    await sendNotifications(ctxIn('uzda'), gateways())
  }
  expect((await rows('uzda', 'refused'))[0]).toMatchObject({ attempts: 8, next_at: null, error: 'EENVELOPE 550' })
  smtp.refuseWith = undefined
})

test('without a mail server letters wait, and old news is not poured out when one comes', async () => {
  await send('uzda', notice('waits', { email: 'waits@mail.example' }))
  await sendNotifications(ctxIn('uzda'), { sms: () => undefined })
  expect((await rows('uzda', 'waits'))[0]).toMatchObject({ sent_at: null, attempts: 0 })
  town.clock.advance(4 * 24 * 3_600_000)
  await sendNotifications(ctxIn('uzda'), gateways())
  expect((await rows('uzda', 'waits'))[0]).toMatchObject({ sent_at: null, next_at: null, error: 'STALE' })
})

test("a person reads their own inbox and nobody else's", async () => {
  await send(
    'uzda',
    notice('inbox-1', { person: keyOfTestPerson('citizen') }),
    notice('inbox-2', { person: keyOfTestPerson('citizen') }),
    notice('inbox-1', { person: keyOfTestPerson('neighbour') }),
  )
  const query = '{ unreadNotifications myNotifications { id subject href readAt } }'
  interface Inbox {
    unreadNotifications: number
    myNotifications: { id: string; readAt: string | null }[]
  }
  const inbox = async (as: string) => (await town.graph<Inbox>('uzda', query, {}, { as })).data
  const mine = await inbox('citizen')
  expect([mine.unreadNotifications, mine.myNotifications.length, mine.myNotifications[0]]).toEqual([
    2,
    2,
    expect.objectContaining({ subject: 'Дрэва пасаджана', href: '/t/secret', readAt: null }),
  ])

  const mark = (as: string) =>
    town.graph(
      'uzda',
      'mutation ($ids: [UUID!]!) { markNotificationsRead(ids: $ids) { ... on NotificationsRead { count unread } } }',
      { ids: [mine.myNotifications[0]!.id] },
      { as },
    )
  expect((await mark('neighbour')).data).toEqual({ markNotificationsRead: { count: 0, unread: 1 } })
  expect((await mark('citizen')).data).toEqual({ markNotificationsRead: { count: 1, unread: 1 } })
  expect((await mark('citizen')).data).toEqual({ markNotificationsRead: { count: 0, unread: 1 } })
  const older = await town.graph<Inbox>(
    'uzda',
    'query ($before: UUID) { myNotifications(before: $before) { id } }',
    { before: mine.myNotifications[0]!.id },
    { as: 'citizen' },
  )
  expect(older.data.myNotifications.map((each) => each.id)).toEqual([mine.myNotifications[1]!.id])
  expect((await town.graph('zhodino', query, {}, { as: 'citizen' })).data).toEqual({
    unreadNotifications: 0,
    myNotifications: [],
  })
  expect((await town.graph('uzda', query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})

test('a demonstration shows the letters of invented people, masked, and sends none', async () => {
  const before = smtp.letters.length
  await send('zhodino', notice('shown', { email: 'volha@mail.example' }))
  await sendNotifications(ctxIn('zhodino'), gateways())
  expect(smtp.letters).toHaveLength(before)
  const query = '{ outbox(first: 1) { channel recipient subject href sentAt via } }'
  expect((await town.graph('zhodino', query, {}, { as: 'admin.zhodino' })).data).toEqual({
    outbox: [
      {
        channel: 'EMAIL',
        recipient: 'v***@mail.example',
        subject: 'Дрэва пасаджана',
        href: '/t/secret',
        sentAt: null,
        via: null,
      },
    ],
  })
  town.clock.advance(1_000)
  // somebody real left an address there: no word of the letter, no secret link in it
  await send('zhodino', notice('hidden', { email: 'volha@mail.by' }))
  const hidden = await town.graph<{ outbox: { text: string }[] }>(
    'zhodino',
    '{ outbox(first: 1) { recipient subject text href } }',
    {},
    { as: 'admin.zhodino', lang: 'en' },
  )
  expect(hidden.data.outbox).toEqual([
    {
      recipient: 'v***@mail.by',
      subject: 'A letter to a real person',
      text: expect.stringMatching(/cannot be read here/) as string,
      href: null,
    },
  ])
  expect((await town.graph('zhodino', query, {}, { as: 'operator.zhodino' })).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  )
  expect((await town.graph('uzda', query, {}, { as: 'admin.uzda' })).errors?.[0]?.extensions.code).toBe(
    'OUTBOX_ONLY_IN_DEMONSTRATION',
  )
})

test('an invented person who writes to a real city is sent nothing, and that is no failure', async () => {
  const before = smtp.letters.length
  const [citizen, vera] = [{ email: 'citizen@example.com' }, { email: 'vera.real@mail.example' }]
  await agreed('uzda', citizen, vera)
  await send('uzda', notice('invented', citizen), notice('real', vera))
  await sendNotifications(ctxIn('uzda'), gateways())
  expect(smtp.letters.slice(before).flatMap(({ to }) => to)).toEqual(['vera.real@mail.example'])
  expect(await rows('uzda', 'invented')).toMatchObject([{ sent_at: null, via: null, next_at: null, error: null }])
})

test('what was said ends with its subject, and after a year', async () => {
  await send(
    'uzda',
    notice('ends', { email: 'a@mail.example' }, 'trees:Tree:ends'),
    notice('stays', { email: 'a@mail.example' }, 'trees:Tree:stays'),
  )
  const ctx = ctxIn('uzda')
  const forgetOld = () => {
    const before = town.clock.now()
    before.setUTCMonth(before.getUTCMonth() - retentionMonths)
    return notificationsPersonalData.forget!(ctx as never, before)
  }
  await ctx.db.transaction((tx) => ctx.use(Notifications).forget(tx, 'trees:Tree:ends'))
  expect([await rows('uzda', 'ends'), (await rows('uzda', 'stays')).length]).toEqual([[], 1])
  await forgetOld()
  expect(await rows('uzda', 'stays')).toHaveLength(1)
  town.clock.advance(366 * 24 * 3_600_000)
  await forgetOld()
  expect(await rows('uzda', 'stays')).toEqual([])
})

test('no log line holds an address or a number', () => {
  expect(town.log.filter((line) => /mail\.example|291234567/.test(line))).toEqual([])
})
