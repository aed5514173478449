import { randomUUID } from 'node:crypto'
import { emptySubject, Notifications } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { GraphOptions } from '@vmeste/testkit'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { consentPersonalData } from '../src/people/consent-personal-data.ts'
import { letters, openTown, submit, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

/** What somebody agreed to for a report, as it is told them. */
const told = (id: string) =>
  consentPersonalData.subject!.export(town.ctx as never, { ...emptySubject, things: [`appeals:Report:${id}`] })

async function answer(id: string): Promise<void> {
  const as = { as: 'executor.uzda' }
  const { report } = await town.ask<{ report: { version: number } }>(
    'query ($id: ID!) { report(id: $id) { version } }',
    { id },
    as,
  )
  await town.ask(
    'mutation ($id: ID!, $version: Int!) { answerReport(id: $id, version: $version, text: "Готово") { __typename } }',
    { id, version: report.version },
    as,
  )
}

test('a mistyped contact is put right, and taken back: nothing leaves for the old one', async () => {
  const { id, secret } = await submit(town, {
    place: { address: 'ул. Поздняя, 3' },
    topic: 'YARD.PLAY',
    contact: { email: 'mistyped@example.by', consent: true },
  })
  await town.host.events.idle()
  const waiting = async () =>
    (
      await town.civic.db.read
        .selectFrom('notification')
        .select('recipient')
        .where('about' as never, '=', `appeals:Report:${id}` as never)
        .where('channel', '=', 'EMAIL')
        .where('asks' as never, '=', false as never)
        .execute()
    ).map(({ recipient }) => recipient)
  expect(await waiting()).toEqual(['mistyped@example.by'])
  const change = (mutation: string, variables: Record<string, unknown> = {}) =>
    town.ask<{ r: Record<string, unknown> }>(
      `mutation ($secret: String!${Object.keys(variables).length ? ', $contact: ReportContactInput!' : ''}) { r: ${mutation} { __typename
        ... on TrackedReport { contactGiven contact { email phone standing confirmedBy } }
        ... on InvalidInput { fields { path code message } } ... on Problem { code } } }`,
      { secret, ...variables },
    )
  const correct = (contact: Record<string, unknown>) =>
    change('correctContact(secret: $secret, contact: $contact)', { contact })
  expect((await correct({ email: 'right@example.by', consent: false })).r).toMatchObject({
    code: 'INPUT_INVALID',
    fields: [
      {
        path: 'contact.consent',
        code: 'CONSENT_MISSING',
        message: 'Отметьте согласие, и мы сможем писать вам. Без контакта сообщение тоже примут.',
      },
    ],
  })
  expect((await correct({ email: 'right@example.by', consent: true, words: '1999-01' })).r).toMatchObject({
    fields: [{ code: 'CONSENT_WORDS_UNKNOWN' }],
  })
  expect((await correct({ email: 'right@example.by', consent: true, words: '2026-11' })).r).toEqual({
    __typename: 'TrackedReport',
    contactGiven: true,
    contact: { email: 'r•••@example.by', phone: null, standing: 'WAITING', confirmedBy: 'LINK' },
  })
  expect(await waiting()).toEqual([])
  // nothing about the report has left: the question alone, and not once more within its ten minutes
  const left = await town.civic.db.transaction((tx) =>
    tx.run<{ asks: boolean }>(
      sql`update civic.notification set sent_at = now(), next_at = null where recipient = 'right@example.by' returning asks`,
    ),
  )
  expect(left).toEqual([{ asks: true }])
  expect((await change('askContact(secret: $secret)')).r).toMatchObject({ code: 'RECIPIENT_ASKED_TOO_OFTEN' })
  expect((await change('confirmContact(secret: $secret, code: "123456")')).r).toMatchObject({ code: 'CONTACT_NONE' })
  await answer(id)
  await town.host.events.idle()
  expect(await waiting()).toEqual(['right@example.by'])
  const taken = (await change('withdrawContact(secret: $secret)')).r
  expect([taken, await waiting()]).toEqual([{ __typename: 'TrackedReport', contactGiven: false, contact: null }, []])
  const consents = await told(id)
  expect(consents).toMatchObject([
    { purpose: 'news', version: '2026-11', operator: 'город Узда', months: 12 },
    { purpose: 'news', version: '2026-11', operator: 'город Узда', months: 12 },
  ])
  expect(consents.every((one) => one['withdrawn_at'] && /Мне есть 16 лет/.test(String(one['words'])))).toBe(true)
  const { subject } = consentPersonalData
  const own = { ...emptySubject, things: [`appeals:Report:${id}`] }
  expect([await subject!.erase(town.ctx as never, own), await told(id)]).toEqual([2, []])
})

test('an address that has said yes is asked anew where somebody types it into a new report; its account is not', async () => {
  const contact = { email: 'neighbour@example.by', consent: true }
  const of = async (secret: string, as?: string) =>
    (
      await town.ask<{ track: { contact: { standing: string } | null } }>(
        'query ($secret: String!) { track(secret: $secret) { contact { standing } } }',
        { secret },
        as ? { as } : {},
      )
    ).track.contact?.standing
  const say = (address: string, by?: GraphOptions) =>
    submit(town, { place: { address }, topic: 'YARD.PLAY', contact, anywayNew: true }, by)
  const hers = await say('ул. Новая, 1')
  await town.host.events.idle()
  const notifications = town.civic.use(Notifications)
  const to = { email: contact.email }
  await notifications.ask({ ...to, about: `appeals:Report:${hers.id}` }, 'ru').catch(() => undefined)
  await town.civic.db.transaction((tx) => notifications.proven(tx, to))
  const foreign = await say('ул. Новая, 2', { device: randomUUID() })
  expect([await of(hers.secret), await of(foreign.secret)]).toEqual(['WAITING', 'WAITING'])
  expect(await notifications.standings([to])).toEqual(['CONFIRMED'])
})

test('one link does not have letters sent to whoever is typed: ten contacts a day', async () => {
  const { secret } = await submit(town, { place: { address: 'ул. Поздняя, 4' }, topic: 'YARD.PLAY' })
  const codes: unknown[] = []
  for (let n = 0; n < 11; n++)
    codes.push(
      (
        await town.ask<{ r: { code?: string } }>(
          `mutation ($secret: String!, $email: String!) { r: leaveContact(secret: $secret, contact: { email: $email, consent: true }) { ... on Problem { code } } }`,
          { secret, email: `victim${n}@example.by` },
        )
      ).r.code,
    )
  expect(codes).toEqual([...Array<undefined>(10).fill(undefined), 'CONTACT_CHANGED_TOO_OFTEN'])
})

test('leaves a contact afterwards; confirming twice is once', async () => {
  const { id, secret } = await submit(town, { place: { address: 'ул. Поздняя, 1' }, topic: 'YARD.PLAY' })
  const left = await town.ask(
    'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { email: "Late@Example.by", consent: true }) { ... on TrackedReport { contactGiven } ... on Problem { code } } }',
    { secret },
  )
  expect(left).toEqual({ leaveContact: { contactGiven: true } })
  await answer(id)
  const yes = () =>
    town.ask('mutation ($secret: String!) { confirmReport(secret: $secret, rating: 4) { __typename } }', { secret })
  expect([await yes(), await yes()]).toEqual([
    { confirmReport: { __typename: 'TrackedReport' } },
    { confirmReport: { __typename: 'TrackedReport' } },
  ])
  expect(
    (await letters(town))
      .filter((letter) => letter.recipient.includes('late@example.by'))
      .map((letter) => letter.subject.split(': ')[1])
      .filter(Boolean),
  ).toEqual(['есть ответ', 'исправлено'])
})

test('somebody with an account finds the news in the portal, whatever becomes of the address they have left', async () => {
  const { id } = await submit(
    town,
    {
      place: { address: 'ул. Поздняя, 9' },
      topic: 'YARD.PLAY',
      contact: { email: 'silent@example.by', consent: true },
    },
    { as: 'stranger' },
  )
  await answer(id)
  await town.host.events.idle()
  const { myNotifications } = await town.ask<{ myNotifications: { subject: string }[] }>(
    '{ myNotifications { subject } }',
    {},
    { as: 'stranger' },
  )
  expect(myNotifications.filter(({ subject }) => /принято|есть ответ/.test(subject))).toHaveLength(2)
})

describe('what an account has sent', () => {
  const [owner, stranger, other] = [{ as: 'citizen.uzda' }, {}, { as: 'citizen.uzda+other' }]
  const given = { email: 'vera@example.by', consent: true }
  const words = 'Качели сломал Кузьма Хитров'
  const seen = `... on TrackedReport { viewer signInFirst text publicText place { address } covers { id } canConfirm canReopen
    contactGiven contact { email } myPhotos { url } photosBefore { url } steps { kind } }`
  const changes = (secret: string, photo: string): readonly string[] =>
    [
      'leaveContact(secret: $s, contact: { email: "thief@example.by", consent: true })',
      'correctContact(secret: $s, contact: { email: "thief@example.by", consent: true })',
      'withdrawContact(secret: $s)',
      'askContact(secret: $s)',
      'confirmContact(secret: $s, code: "123456")',
      'coverMyWords(secret: $s, part: TEXT, from: 0, to: 6)',
      `uncoverMyWords(secret: $s, cover: "${randomUUID()}")`,
      `coverMyPhoto(secret: $s, photo: "${photo}")`,
      `uncoverMyPhoto(secret: $s, cover: "${randomUUID()}")`,
    ].map((call) => call.replace('$s', `"${secret}"`))
  const ask = async (call: string, as: GraphOptions): Promise<Record<string, unknown>> =>
    (
      await town.ask<{ r: Record<string, unknown> }>(
        call.startsWith('track')
          ? `{ r: ${call} { ${seen} } }`
          : `mutation { r: ${call} { ${seen} ... on Problem { code message } } }`,
        {},
        as,
      )
    ).r

  test('its link shows what others see and changes nothing; whether it is fixed may still be said', async () => {
    const photo = await town.upload(owner)
    const place = { address: 'ул. Хитрая, 7' }
    const { id, secret } = await submit(
      town,
      { place, topic: 'YARD.PLAY', text: words, photos: [photo], contact: given },
      owner,
    )
    for (const as of [stranger, other]) {
      expect(await ask(`track(secret: "${secret}")`, as)).toMatchObject({
        viewer: 'REPORTER',
        signInFirst: true,
        text: null,
        publicText: null,
        place: { address: null },
        covers: [],
        contact: null,
        contactGiven: true,
        myPhotos: [],
        photosBefore: [],
      })
      for (const call of changes(secret, photo))
        expect(await ask(call, as), call).toEqual({
          code: 'TRACKING_SIGN_IN',
          message: 'Это из личного кабинета. Войдите, чтобы изменить слова, фото или контакт.',
        })
    }
    const mine = { signInFirst: false, text: words, place, contact: { email: 'v•••@example.by' }, myPhotos: [{}] }
    expect(await ask(`track(secret: "${secret}")`, owner)).toMatchObject(mine)
    await ask(`coverMyWords(secret: "${secret}", part: TEXT, from: 14, to: ${words.length})`, owner)
    await town.ask(
      `mutation { publishReport(report: "${id}", version: 1) { __typename } }`,
      {},
      { as: 'operator.uzda' },
    )
    expect(await ask(`track(secret: "${secret}")`, stranger)).toMatchObject({
      text: 'Качели сломал •••',
      contact: null,
    })
    await answer(id)
    expect(await ask(`track(secret: "${secret}")`, stranger)).toMatchObject({ canConfirm: true, canReopen: true })
    expect(await ask(`confirmReport(secret: "${secret}")`, stranger)).toMatchObject({
      signInFirst: true,
      text: 'Качели сломал •••',
      contact: null,
    })
    expect(await ask(`track(secret: "${secret}")`, owner)).toMatchObject(mine)
  })

  test('so does the link of whoever joined from an account', async () => {
    const { id } = await submit(town, { place: { address: 'ул. Хитрая, 9' }, topic: 'YARD.PLAY' })
    const { r } = await town.ask<{ r: { secret: string } }>(
      'mutation ($i: JoinReportInput!) { r: joinReport(input: $i) { ... on JoinedReport { secret } } }',
      { i: { report: id, submissionKey: randomUUID(), contact: given } },
      owner,
    )
    const page = `track(secret: "${r.secret}")`
    expect(await ask(page, stranger)).toMatchObject({ viewer: 'SUPPORTER', signInFirst: true, contact: null })
    for (const call of changes(r.secret, randomUUID()).slice(0, 5))
      expect(await ask(call, stranger), call).toMatchObject({ code: 'TRACKING_SIGN_IN' })
    expect(await ask(page, owner)).toMatchObject({ signInFirst: false, contact: { email: 'v•••@example.by' } })
    expect(await ask(`withdrawContact(secret: "${r.secret}")`, owner)).toMatchObject({ contact: null })
  })
})
