import type { SmsGateway } from '@vmeste/civic'
import { civicPlugin } from '@vmeste/civic'
import type { Person } from '@vmeste/sdk'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import { decodeJwt } from 'jose'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { embeddedIdentity, identityUnit } from '../src/identity/embedded/index.ts'
import { createPhones } from '../src/identity/phones/create-phones.ts'

const sent: { to: string; text: string }[] = []
let refusing = false
const gateway: SmsGateway = {
  via: 'test',
  send: async ({ to, text }) => {
    if (refusing) throw new Error(`no route to ${to}`)
    sent.push({ to, text })
    return {}
  },
}

let city: TestHost
let owner: pg.Client
beforeAll(async () => {
  city = await createTestHost({
    postgres: inject('postgres'),
    units: [identityUnit],
    cities: [uzda, { ...zhodino, demonstration: true }],
    host: { civic: civicPlugin({ sms: gateway }), identity: embeddedIdentity({ demonstrationAccounts: [] }) },
  })
  owner = new pg.Client({ connectionString: city.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await city.stop()
})
beforeEach(() => {
  sent.length = 0
  refusing = false
})

let people = 0
/** Somebody new, and how they ask: always with a fresh token. */
async function newcomer(more: { assurance?: 'UNIQUE_ID'; email?: string } = {}) {
  const username = `person-${++people}`
  const { key } = await city.host.identity!.users.create({ username, givenName: 'Ян', demonstration: true, ...more })
  const token = () => city.host.identity!.issueToken!(username)
  const ask = async <Data = Record<string, Record<string, unknown>>>(
    query: string,
    variables = {},
    slug = 'uzda',
    headers = {},
  ) => {
    const reply = await city.graph<Data>(slug, query, variables, { as: await token(), headers })
    if (reply.errors) throw new Error(JSON.stringify(reply.errors))
    return reply.data
  }
  return {
    key,
    username,
    token,
    ask,
    request: async (phone: string, slug = 'uzda', headers = {}) =>
      (await ask(requestPhoneCode, { phone }, slug, headers))['requestPhoneCode']!,
    confirm: async (phone: string, code: string) => (await ask(confirmPhone, { phone, code }))['confirmPhone']!,
    mine: async (slug = 'uzda') =>
      await ask<{ myPhone: { number: string | null; reach: string }; me: { assurance: string } }>(
        '{ myPhone { number reach } me { assurance } }',
        {},
        slug,
      ),
  }
}
const requestPhoneCode =
  'mutation ($phone: String!) { requestPhoneCode(phone: $phone) { __typename ... on PhoneCodeSent { number minutes shown } ... on Problem { code message path } } }'
const confirmPhone =
  'mutation ($phone: String!, $code: String!) { confirmPhone(phone: $phone, code: $code) { __typename ... on PhoneConfirmed { number assurance } ... on Problem { code path } } }'
const forgetPhone = 'mutation { forgetPhone { __typename ... on PhoneForgotten { forgotten } } }'
const codeIn = (text: string): string => /^\d{6}/.exec(text)![0]
const otherThan = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')
let numbers = 0
const freshNumber = (): string => `+37529${String(5_550_000 + ++numbers)}`

test('a number, a code to it, the code back: the next token says PHONE, and the number is shown shortened', async () => {
  const somebody = await newcomer()
  expect(await somebody.mine()).toEqual({ myPhone: { number: null, reach: 'PHONE' }, me: { assurance: 'ANONYMOUS' } })
  expect(await somebody.request('8 029 123-45-67')).toEqual({
    __typename: 'PhoneCodeSent',
    number: '+375 ••• •• 67',
    minutes: 10,
    shown: null,
  })
  expect(sent).toEqual([{ to: '+375291234567', text: expect.stringMatching(/^\d{6} — код/) as string }])
  const code = codeIn(sent[0]!.text)
  expect(await somebody.confirm('+375 29 123 45 67', ` ${code.slice(0, 3)} ${code.slice(3)} `)).toEqual({
    __typename: 'PhoneConfirmed',
    number: '+375 ••• •• 67',
    assurance: 'PHONE',
  })
  expect(decodeJwt(await somebody.token())['identity_assurance']).toBe('PHONE')
  expect(await somebody.mine()).toEqual({
    myPhone: { number: '+375 ••• •• 67', reach: 'PHONE' },
    me: { assurance: 'PHONE' },
  })
  expect(await somebody.confirm('+375291234567', code)).toMatchObject({ code: 'PHONE_CODE_WRONG', path: 'code' })
  expect((await somebody.ask(forgetPhone))['forgetPhone']).toMatchObject({ forgotten: true })
  expect((await somebody.ask(forgetPhone))['forgetPhone']).toMatchObject({ forgotten: false })
  expect(await somebody.mine()).toMatchObject({ myPhone: { number: null }, me: { assurance: 'ANONYMOUS' } })
})

test('a code is for one person and one number, for ten minutes and five tries, and a new one ends the old', async () => {
  const [somebody, other] = [await newcomer(), await newcomer()]
  const phone = freshNumber()
  const codeFor = async () => {
    await somebody.request(phone)
    return codeIn(sent.at(-1)!.text)
  }
  const outcome = async (given: string, number = phone) =>
    (await somebody.confirm(number, given))['code'] ?? 'confirmed'

  const first = await codeFor()
  expect((await other.confirm(phone, first))['code']).toBe('PHONE_CODE_WRONG')
  expect(await outcome(first, freshNumber())).toBe('PHONE_CODE_WRONG')
  const second = await codeFor()
  if (first !== second) expect(await outcome(first)).toBe('PHONE_CODE_WRONG')
  for (let tries = 0; tries < 4; tries++) expect(await outcome(otherThan(second))).toBe('PHONE_CODE_WRONG')
  expect(await outcome(second)).toBe('PHONE_CODE_WRONG')
  const third = await codeFor()
  city.clock.advance(10 * 60_000 + 1)
  expect(await outcome(third)).toBe('PHONE_CODE_WRONG')
  const fourth = await codeFor()
  const twice = await Promise.all([outcome(fourth), outcome(fourth)])
  expect(twice.sort()).toEqual(['PHONE_CODE_WRONG', 'confirmed'])
})

test('a later owner takes the number over; the earlier one falls back, is told, and both are written down', async () => {
  const [early, late] = [await newcomer({ email: 'early@example.test' }), await newcomer()]
  await owner.query('update identity.account set email_verified = true where username = $1', [early.username])
  const phone = freshNumber()
  for (const each of [early, late]) {
    expect(await each.request(phone)).toMatchObject({
      __typename: 'PhoneCodeSent',
      number: `+375 ••• •• ${phone.slice(-2)}`,
    })
    expect(await each.confirm(phone, codeIn(sent.at(-1)!.text))).toMatchObject({ __typename: 'PhoneConfirmed' })
  }
  expect(await early.mine()).toMatchObject({ myPhone: { number: null }, me: { assurance: 'ANONYMOUS' } })
  expect(await late.mine()).toMatchObject({ me: { assurance: 'PHONE' } })
  const told = (
    await early.ask<{ myNotifications: { text: string; href: string }[] }>('{ myNotifications { text href } }')
  ).myNotifications
  expect(told).toEqual([
    { text: expect.stringContaining(`+375 ••• •• ${phone.slice(-2)}`) as string, href: '/account' },
  ])
  const { rows: letters } = await owner.query(`select recipient from civic.notification where channel = 'EMAIL'`)
  expect(letters).toEqual([{ recipient: 'early@example.test' }])
  const { rows: audit } = await owner.query<{ action: string; subject: string; actor: string; detail: unknown }>(
    `select action, subject, actor, detail from core.audit where action like 'core.phone.%' and actor = $1`,
    [late.key],
  )
  expect(audit.map(({ action, subject }) => [action, subject]).sort()).toEqual([
    ['core.phone.confirm', `core:Person:${late.key}`],
    ['core.phone.moved', `core:Person:${early.key}`],
  ])
  expect(JSON.stringify(audit)).not.toContain(phone)
})

test('two accounts that confirm one number at once: one of them has it', async () => {
  const both = [await newcomer(), await newcomer()]
  const phone = freshNumber()
  const codes: string[] = []
  for (const each of both) {
    await each.request(phone)
    codes.push(codeIn(sent.at(-1)!.text))
  }
  await Promise.all(both.map((each, at) => each.confirm(phone, codes[at]!)))
  expect((await Promise.all(both.map((each) => each.mine()))).map(({ me }) => me.assurance).sort()).toEqual([
    'ANONYMOUS',
    'PHONE',
  ])
})

test('a higher level is never lowered, neither by a telephone nor by its loss', async () => {
  const [known, other] = [await newcomer({ assurance: 'UNIQUE_ID' }), await newcomer()]
  const phone = freshNumber()
  await known.request(phone)
  expect(await known.confirm(phone, codeIn(sent.at(-1)!.text))).toMatchObject({ assurance: 'UNIQUE_ID' })
  await other.request(phone)
  await other.confirm(phone, codeIn(sent.at(-1)!.text))
  expect(await known.mine()).toMatchObject({ myPhone: { number: null }, me: { assurance: 'UNIQUE_ID' } })
})

test('codes are limited by person, by number and by address, for all hosts together', async () => {
  const codes = async (asks: (() => Promise<Record<string, unknown>>)[]) => {
    const all = []
    for (const ask of asks) all.push((await ask())['code'] ?? 'sent')
    return all
  }
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const eager = await newcomer()
  expect(
    await codes(Array.from({ length: 6 }, () => () => eager.request(freshNumber(), 'uzda', from('198.51.100.1')))),
  ).toEqual([...Array<string>(5).fill('sent'), 'PHONE_TOO_OFTEN'])
  const otherHost = createPhones({
    accounts: city.host.identity!.phones!,
    pool: () => city.host.storage.pool('identity'),
    key: city.host.key,
    now: Date.now,
  })
  await expect(
    otherHost.requestCode({ person: eager.key }, { phone: freshNumber(), reach: 'PHONE' }, async () => undefined),
  ).rejects.toMatchObject({ code: 'PHONE_TOO_OFTEN' })
  const phone = freshNumber()
  const crowd = await Promise.all(Array.from({ length: 6 }, () => newcomer()))
  expect(
    await codes(crowd.map((each, at) => () => each.request(phone, 'uzda', from(`198.51.100.${at + 10}`)))),
  ).toEqual([...Array<string>(5).fill('sent'), 'PHONE_TOO_OFTEN'])
  const office = await Promise.all(Array.from({ length: 21 }, () => newcomer()))
  expect(
    (await codes(office.map((each) => () => each.request(freshNumber(), 'uzda', from('198.51.100.99'))))).at(-1),
  ).toBe('PHONE_TOO_OFTEN')
  const guesser = await newcomer()
  const guesses = await codes(Array.from({ length: 21 }, () => () => guesser.confirm('+375291112233', '000000')))
  expect(guesses.slice(-2)).toEqual(['PHONE_CODE_WRONG', 'PHONE_TOO_OFTEN'])
})

test('what is no mobile number, and a guest, are refused by their codes', async () => {
  const somebody = await newcomer()
  expect(await somebody.request('8 017 200-00-00')).toMatchObject({
    __typename: 'InvalidInput',
    code: 'PHONE_INVALID',
    path: 'phone',
  })
  expect((await city.graph('uzda', '{ myPhone { number } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  expect(sent).toEqual([])
})

test('a gateway that refuses is said so without the number, and no code is good then', async () => {
  const somebody = await newcomer()
  refusing = true
  expect(await somebody.request('+375291010101')).toMatchObject({ __typename: 'Unavailable', code: 'MESSAGE_NOT_SENT' })
  const { rows } = await owner.query('select 1 from identity.phone_code where person = $1', [somebody.key])
  expect(rows).toEqual([])
})

test('a demonstration shows the code to the invented person who asked and to nobody else; a real account is not raised there', async () => {
  const somebody = await newcomer()
  const { shown } = (await somebody.request('+375297770001', 'zhodino')) as { shown: string }
  expect(sent).toEqual([])
  const outbox = await city.graph<{ outbox: { channel: string; recipient: string; text: string }[] }>(
    'zhodino',
    '{ outbox { channel recipient text } }',
    {},
    { as: await adminOf('zhodino') },
  )
  expect(outbox.data.outbox).toEqual([
    { channel: 'SMS', recipient: '***01', text: expect.not.stringContaining(codeIn(shown)) as string },
  ])
  expect(await somebody.confirm('+375297770001', codeIn(shown))).toMatchObject({ __typename: 'PhoneConfirmed' })

  await owner.query('update identity.account set demonstration = false where username = $1', [somebody.username])
  const snapshot = city.host.store.bySlug('zhodino')!
  const actor: Person = {
    kind: 'person',
    key: somebody.key,
    name: 'Ян',
    username: somebody.username,
    assurance: 'ANONYMOUS',
    roles: new Set(),
  }
  const inDemonstration = (query: string, variables = {}) =>
    city.host.graphs
      .for(snapshot)
      .graph.execute(query, { variables }, city.host.scopeFor(snapshot.city.id, actor, 'ru'))
  expect((await inDemonstration('{ myPhone { reach } }')).data).toEqual({ myPhone: { reach: 'NOWHERE' } })
  expect((await inDemonstration(requestPhoneCode, { phone: freshNumber() })).data).toMatchObject({
    requestPhoneCode: { __typename: 'Unavailable', code: 'PHONE_NOT_HERE' },
  })
})

test('where no gateway is, the page is told so, and a request says what it means', async () => {
  const plain = await createTestHost({
    postgres: inject('postgres'),
    units: [identityUnit],
    cities: [uzda],
    host: { identity: embeddedIdentity({ demonstrationAccounts: [] }) },
  })
  try {
    await plain.host.identity!.users.create({ username: 'citizen', givenName: 'Ян', demonstration: true })
    const as = await plain.host.identity!.issueToken!('citizen')
    expect((await plain.graph('uzda', '{ myPhone { number reach } }', {}, { as })).data).toEqual({
      myPhone: { number: null, reach: 'NOWHERE' },
    })
    expect((await plain.graph('uzda', requestPhoneCode, { phone: '+375291234567' }, { as })).data).toMatchObject({
      requestPhoneCode: { __typename: 'Unavailable', code: 'PHONE_NOT_HERE' },
    })
  } finally {
    await plain.stop()
  }
})

async function adminOf(slug: string): Promise<string> {
  await city.host.identity!.users.create({
    username: `admin.${slug}`,
    givenName: 'Анна',
    demonstration: true,
    cityRoles: [{ city: slug, role: 'city-admin' }],
  })
  return city.host.identity!.issueToken!(`admin.${slug}`)
}

test('neither a number nor a code is in the log or, but for its own column, in the database', async () => {
  const somebody = await newcomer()
  const phone = freshNumber()
  await somebody.request(phone)
  const code = codeIn(sent.at(-1)!.text)
  const { rows } = await owner.query<{ row: string }>(
    `select c::text as row from identity.phone_code c union all select a::text from identity.attempt a union all
      select n::text from civic.notification n union all select x::text from core.audit x`,
  )
  expect(rows.length).toBeGreaterThan(3)
  for (const { row } of rows) expect(row).not.toContain(phone)
  expect(rows.filter(({ row }) => row.includes(somebody.key) && row.includes(code))).toEqual([])
  expect(city.log.join('\n')).not.toMatch(/\+37529\d{7}/)
})
