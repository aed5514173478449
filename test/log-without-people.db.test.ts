import { connect } from 'node:net'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { civicPlugin } from '@vmeste/civic'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { MailWatch } from '@vmeste/host/status'
import { createTestHost, fakeSmtp, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { mailOut } from '../core/cli/src/platform/mail-out.ts'

/** What the platform is fed, and no line of its log may hold. */
const fed = {
  email: 'volha.sakret@mail.example',
  phone: '+375291112233',
  name: 'Сакрэцкая',
  words: 'качели у дома Сакрэцкай',
  passport: 'MP1234567',
  password: 'a password of nobody 77',
}

/** What the watch over letters said. */
const mailLines: string[] = []
let town: TestHost
let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
  smtp.refuseWith = `550 no such person ${fed.email}`
  const watch = new MailWatch({
    warn: (line: object, msg?: string) => {
      mailLines.push(JSON.stringify({ ...line, msg }))
    },
  } as never)
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals, ratings],
    units: [identityUnit],
    host: {
      civic: civicPlugin({ smtpUrl: smtp.url, watched: (send) => watch.watched(send) }),
      identity: embeddedIdentity({
        mail: mailOut({ smtpUrl: smtp.url, mailFrom: undefined }, watch)!.send,
        demonstrationAccounts: [],
      }),
      status: { watch },
    },
  })
  // nothing of what follows is left out because it is fine
  town.host.logger.level = 'debug'
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})

const submit =
  'mutation ($i: SubmitReportInput!) { submitReport(input: $i) { __typename ... on SubmittedReport { number } ... on Problem { code } } }'

test('a run full of people leaves none of them in the log, and each line says whose request it was', async () => {
  const { users, issueToken } = town.host.identity!
  await users.create({
    username: 'admin',
    givenName: fed.name,
    email: fed.email,
    demonstration: true,
    cityRoles: [{ city: 'uzda', role: 'city-admin' }],
  })
  const admin = await issueToken!('admin')
  const send = () =>
    town.graph<{ submitReport: { __typename: string } | null }>('uzda', submit, {
      i: {
        submissionKey: crypto.randomUUID(),
        place: { address: fed.words },
        topic: 'YARD.PLAY',
        text: `${fed.words}, ${fed.passport}`,
        contact: { email: fed.email, consent: true },
      },
    })
  expect((await send()).data.submitReport?.__typename).toBe('SubmittedReport')
  // a letter that is refused by its address, twice: of the city, and of the door
  await town.host.events.idle()
  await town.host.events.runJob('civic', 'send-notifications')
  await town.host.events.idle()
  const invited = await town.graph(
    'uzda',
    'mutation ($i: InviteStaffInput!) { inviteStaff(input: $i) { __typename ... on Problem { code } } }',
    { i: { givenName: fed.name, email: `x.${fed.email}`, roles: ['executor'] } },
    { as: admin },
  )
  expect(invited.data).toMatchObject({ inviteStaff: { code: 'LETTER_NOT_SENT' } })
  // questions that cannot be answered, with people in them
  const post = (body: string, path = '/c/uzda/graphql') =>
    town.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${fed.password.replaceAll(' ', '-')}` },
      body,
    })
  await post(`{"query":"{ nobody(name: \\"${fed.name}\\", mail: \\"${fed.email}\\") }"}`)
  await post(`{"query": broken ${fed.phone}`)
  await town.fetch(`/c/uzda/${encodeURIComponent(fed.email)}?phone=${encodeURIComponent(fed.phone)}`)
  await town.fetch('/realms/vmeste/protocol/openid-connect/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'password', username: fed.email, password: fed.password }),
  })
  // the database says no in the middle of a report
  const owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
  await owner.query('alter table appeals.report rename to mislaid')
  expect((await send()).errors?.[0]?.extensions.code).toBe('INTERNAL')
  await owner.query('alter table appeals.mislaid rename to report')
  await owner.end()

  const said = [...town.log, ...mailLines]
  expect(said.filter((line) => line.includes('a letter could not be sent')).length).toBeGreaterThanOrEqual(2)
  expect(town.log.map((line) => JSON.parse(line) as object)).toContainEqual(
    expect.objectContaining({
      msg: 'unexpected error in the graph',
      city: 'uzda',
      requestId: expect.any(String) as string,
    }),
  )
  for (const datum of [...Object.values(fed), '291112233', 'sakret', 'Сакр'])
    expect([datum, said.filter((line) => line.includes(datum))]).toEqual([datum, []])
  for (const line of town.log)
    expect(JSON.parse(line)).toMatchObject({
      level: expect.any(Number) as number,
      time: expect.any(Number) as number,
      msg: expect.any(String) as string,
    })
})

test('a line that a request causes has its id and its city', async () => {
  const before = town.log.length
  // half a body: the caller leaves in the middle of it
  const { hostname, port } = new URL(town.url)
  const socket = connect(Number(port), hostname, () => {
    socket.write(
      'POST /c/zhodino/graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{',
      () => {
        socket.destroy()
      },
    )
  })
  const found = (): object | undefined =>
    town.log
      .slice(before)
      .map((line) => JSON.parse(line) as { msg: string })
      .find(({ msg }) => msg === 'the caller left')
  await expect
    .poll(found, { timeout: 5_000 })
    .toMatchObject({ city: 'zhodino', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string })
})
