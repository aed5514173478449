import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { textOfLetter, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { behave, habits, ring } from './doubles/event-plugins.ts'
import type { Ask } from '../src/operations/status/read/ask.ts'
import { readConnections } from '../src/operations/status/read/read-core.ts'
import { closed, gib, machine, openStatusTown, warned } from './status-town.ts'

const hour = 3_600_000
let town: TestHost
let owner: pg.Client
let smtp: FakeSmtp
beforeAll(async () => {
  ;({ town, owner, smtp } = await openStatusTown())
})
afterAll(async () => {
  await owner.end()
  await town.stop()
  await smtp.stop()
})
afterEach(async () => {
  await owner.query('delete from core.red_line')
})

type Line = { id: string; state: string; text: string; remedy: string | null }
const as = { as: 'platform-admin', lang: 'en' } as const
async function state(): Promise<Record<string, Line>> {
  const { data } = await town.graph<{ platformStatus: { checks: Line[] } }>(
    'uzda',
    '{ platformStatus { checks { id state text remedy } } }',
    {},
    as,
  )
  return Object.fromEntries(data.platformStatus.checks.map((line) => [line.id, line]))
}
const red = async (): Promise<string[]> =>
  Object.values(await state())
    .filter(({ state: is }) => is === 'FAIL')
    .map(({ id }) => id)

test('a town that is well has no red line, and every line is there', async () => {
  const lines = await state()
  expect(Object.keys(lines)).toEqual([
    'database',
    'schema',
    'updates',
    'uptime',
    'connections',
    'disk',
    'backup',
    'mail',
    'messages',
    'deliveries',
    'jobs',
    'modules',
    'calendar',
    'certificate',
    'clock',
  ])
  expect(Object.values(lines).filter((line) => line.state !== 'OK')).toEqual([])
})

test('a full disk, an old backup, a clock of three hours ago', async () => {
  machine.disk = { usedBytes: 96 * gib, freeBytes: 4 * gib }
  machine.backup = { configured: true, lastAt: new Date(Date.now() - 27 * hour), error: null }
  machine.apartMs = -3 * hour
  const lines = await state()
  expect(lines['disk']).toMatchObject({
    state: 'FAIL',
    text: '96 % used, 4.0 GB free.',
    remedy: expect.stringContaining('Free some room') as string,
  })
  expect(lines['backup']).toMatchObject({ state: 'FAIL', text: 'The last one is 27 h old.' })
  expect(lines['clock']).toMatchObject({ state: 'FAIL', text: expect.stringContaining('3 h apart') as string })
  Object.assign(machine, {
    disk: { usedBytes: 88 * gib, freeBytes: 12 * gib },
    apartMs: 8_000,
    backup: { configured: false, lastAt: null, error: null },
  })
  expect(
    Object.values(await state())
      .filter((line) => line.state === 'WARN')
      .map(({ id }) => id),
  ).toEqual(['disk', 'backup', 'clock'])
  Object.assign(machine, {
    disk: { usedBytes: 40 * gib, freeBytes: 60 * gib },
    apartMs: 0,
    backup: { configured: true, lastAt: new Date(), error: null },
  })
  expect(await red()).toEqual([])
})

test('mail that is down, and letters that nobody could be sent', async () => {
  machine.smtpUrl = closed
  expect((await state())['mail']).toMatchObject({
    state: 'FAIL',
    text: expect.stringMatching(/does not answer\. Last error: E\w+\./) as string,
  })
  const { data } = await town.graph<{ cityStatus: { ok: boolean; checks: Line[] } }>(
    'uzda',
    '{ cityStatus { ok checks { id state text remedy } } }',
    {},
    { as: 'admin.uzda', lang: 'en' },
  )
  expect([data.cityStatus.ok, data.cityStatus.checks.map(({ id }) => id), data.cityStatus.checks[2]!.state]).toEqual([
    false,
    ['modules', 'calendar', 'mail', 'messages', 'deliveries'],
    'FAIL',
  ])
  expect(data.cityStatus.checks[2]!.remedy).toBe('Tell whoever runs the platform: a city cannot mend this.')
  expect(JSON.stringify(data)).not.toContain('VMESTE_')
  machine.smtpUrl = smtp.url
  await owner.query(`insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, about,
    created_at, attempts, next_at, error)
    select id, gen_random_uuid(), 'e', 'vera@mail.example', 'EMAIL', 'ru', 's', 't', 'a', now(), 3,
      now() + interval '1 hour', 'EENVELOPE 550' from core.city`)
  const line = (await state())['mail']
  expect(line).toMatchObject({
    state: 'WARN',
    text: 'Waiting: 2, tried in vain so far: 2, given up within a week: 0. Last error: EENVELOPE 550.',
  })
  await owner.query('delete from civic.notification')
})

test('messages that did not arrive are counted, and how many of them people were asked to tell', async () => {
  await owner.query(`insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, about,
    created_at, attempts, failed_at, error, task)
    select id, gen_random_uuid(), 'e' || n, '+375291234567', 'SMS', 'ru', 's', 't', 'a', now(), 8, now(),
      case n when 3 then 'NO_GATEWAY' else 'SMS_HTTP_500' end, case n when 1 then gen_random_uuid() end
    from core.city, generate_series(1, 3) n where slug = 'uzda'`)
  expect((await state())['messages']).toMatchObject({
    state: 'WARN',
    text: 'Messages in the queue: 0. Not arrived within a day: 2, given to people: 1. Last error: SMS_HTTP_500.',
    remedy: expect.stringContaining('Send a test message') as string,
  })
  await owner.query('delete from civic.notification')
  expect((await state())['messages']).toMatchObject({ state: 'OK' })
})

test('a dead delivery is named, in its city alone, and whoever runs the platform replays it', async () => {
  habits.before = async () => {
    throw new Error('no room for Vera')
  }
  await ring(town.ctxIn('uzda', 'bell'), 1)
  await expect
    .poll(async () => (await state())['deliveries'], { timeout: 10_000 })
    .toMatchObject({ state: 'FAIL', text: 'Dead deliveries: 1 (ledger/bell.rung@1).' })
  const inCity = async (slug: string) =>
    (
      await town.graph<{ cityStatus: { checks: Line[] } }>(
        slug,
        '{ cityStatus { checks { id state } } }',
        {},
        { as: `admin.${slug}` },
      )
    ).data.cityStatus.checks.find(({ id }) => id === 'deliveries')!.state
  expect([await inCity('uzda'), await inCity('zhodino')]).toEqual(['FAIL', 'OK'])
  const { data } = await town.graph<{ platformDeliveries: { id: string; city: string; lastError: string }[] }>(
    'zhodino',
    '{ platformDeliveries { id city lastError subscriber } }',
    {},
    as,
  )
  expect(data.platformDeliveries).toMatchObject([{ city: 'uzda', subscriber: 'ledger/bell.rung@1' }])
  expect(JSON.stringify(data)).not.toContain('Vera')
  behave()
  const replay = (id: string) =>
    town.graph<{ replayPlatformDelivery: { __typename: string; code?: string } }>(
      'zhodino',
      'mutation ($id: ID!) { replayPlatformDelivery(id: $id) { __typename ... on Problem { code } } }',
      { id },
      as,
    )
  expect(
    (await replay(data.platformDeliveries[0]!.id.replace('uzda', 'zhodino'))).data.replayPlatformDelivery,
  ).toMatchObject({ __typename: 'NotFound', code: 'DELIVERY_UNKNOWN' })
  expect((await replay(data.platformDeliveries[0]!.id)).data.replayPlatformDelivery.__typename).toBe('DeliveryReplayed')
  await expect.poll(red, { timeout: 10_000 }).toEqual([])
})

test('next year’s calendar is wanted from October and missed from December', async () => {
  const [october, december] = ['2040-10-01T09:00:00Z', '2040-12-01T09:00:00Z']
  town.clock.set('2040-09-30T09:00:00Z')
  expect((await state())['calendar']!.state).toBe('OK')
  town.clock.set(october)
  expect((await state())['calendar']).toMatchObject({
    state: 'WARN',
    text: expect.stringContaining('no calendar of 2041: uzda, zhodino') as string,
  })
  town.clock.set(december)
  await owner.query(
    `insert into civic.calendar_year (city, country, year, state, data, changed_at) select id, 'BY', 2041, 'official',
      '{}', now() from core.city where slug = 'uzda'`,
  )
  expect((await state())['calendar']).toMatchObject({
    state: 'FAIL',
    text: expect.stringContaining('no calendar of 2041: zhodino') as string,
  })
  town.clock.set('2026-06-01T09:00:00Z')
})

test('photos that are no longer swept are named with their city and what to call', async () => {
  await owner.query(
    `insert into civic.file_sweep (city, stopped_at, seen_at, would_go, of_all) select id, now(), now(), 60, 61
      from core.city where slug = 'uzda'`,
  )
  expect((await state())['jobs']).toMatchObject({
    state: 'FAIL',
    text: 'Sweeping photos has stopped (uzda): 60 of 61 would go. Nothing was deleted.',
    remedy: expect.stringContaining('vmeste files sweep --city uzda --yes') as string,
  })
  await owner.query('delete from civic.file_sweep')
  expect(await red()).toEqual([])
})

test('a module that is ill is named with its city', async () => {
  for (let i = 0; i < 12; i++) await town.graph('uzda', '{ wretchThrows }')
  await expect
    .poll(async () => (await state())['modules'], { timeout: 10_000 })
    .toMatchObject({ state: 'FAIL', text: expect.stringContaining('wretch (uzda): UNHEALTHY') as string })
  await owner.query('delete from core.module_health')
})

test('connections near their bound, a job that did not run, a host that is gone', async () => {
  const {
    rows: [found],
  } = await owner.query<{ here: number }>(
    `select count(*)::int as here from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`,
  )
  const name = new URL(town.databaseUrl).pathname.slice(1)
  await owner.query(`alter database "${name}" connection limit ${found!.here + 1}`)
  await town.host.status.beat()
  await owner.query(
    `update core.job_run set known_since = now() - interval '5 days', last_at = now() - interval '3 days' where job = 'ledger/job:count'`,
  )
  await owner.query(
    `insert into core.host_status (host, started_at, seen_at, version, clock_ms, resting)
      values (gen_random_uuid(), now() - interval '1 day', now() - interval '10 minutes', 'x', 0, '[]')`,
  )
  const lines = await state()
  expect(lines['connections']!.state).not.toBe('OK')
  expect(lines['jobs']).toMatchObject({ state: 'FAIL', text: 'Did not run in time: ledger/job:count.' })
  expect(lines['uptime']).toMatchObject({ state: 'WARN', text: 'Hosts at work: 1. Gone without being stopped: 1.' })
  await owner.query(`alter database "${name}" connection limit -1`)
  await owner.query(`delete from core.host_status where version = 'x'`)
  town.host.status.ran('ledger/job:count')
  await town.host.status.beat()
  expect(await red()).toEqual([])
})

test('connections of roles that are not ours are counted too, and processes of the server are not', async () => {
  const name = new URL(town.databaseUrl).pathname.slice(1)
  await owner.query(`create role "${name}_stranger" login password 'stranger'`)
  const url = new URL(town.databaseUrl)
  Object.assign(url, { username: `${name}_stranger`, password: 'stranger' })
  const strangers = Array.from({ length: 8 }, () => new pg.Client({ connectionString: url.href }))
  const all = new pg.Client({ connectionString: inject('superuser') })
  await all.connect()
  try {
    await owner.query(`grant connect on database "${name}" to "${name}_stranger"`)
    await Promise.all(strangers.map((each) => each.connect()))
    const really = async () =>
      (
        await all.query<{ here: number }>(
          `select count(*)::int as here from pg_stat_activity where datname = $1 and backend_type = 'client backend'`,
          [name],
        )
      ).rows[0]!.here
    const limit = (await really()) + 3
    await owner.query(`alter database "${name}" connection limit ${limit}`)
    await expect
      .poll(async () => (await state())['connections']!.text === `${await really()} of ${limit} in use.`)
      .toBe(true)
    // as seen by those who may see everything, and by those who may not: the same, with all that the server itself runs
    const ask =
      (client: pg.Client): Ask =>
      async (text, values = []) =>
        (await client.query<never>(text, [...values])).rows
    await owner.query(`alter database "${name}" connection limit -1`)
    await expect
      .poll(async () => (await readConnections(ask(owner))).used - (await readConnections(ask(all))).used)
      .toBe(0)
  } finally {
    await owner.query(`alter database "${name}" connection limit -1`)
    await Promise.all(strangers.map((each) => each.end()))
    await all.end()
    await owner.query(`revoke connect on database "${name}" from "${name}_stranger"`)
    await owner.query(`drop role "${name}_stranger"`)
  }
})

test('a red line goes to the administrator once, over all hosts, and again after it was well', async () => {
  const letters = () => smtp.letters.filter(({ to }) => to.includes('lidia@mail.example')).length
  const { status } = town.host
  const full = { usedBytes: 96 * gib, freeBytes: 4 * gib },
    roomy = { usedBytes: 40 * gib, freeBytes: 60 * gib },
    tight = { usedBytes: 88 * gib, freeBytes: 12 * gib }
  const before = letters()
  for (const disk of [full, full, tight, full]) {
    machine.disk = disk
    await status.tell()
  }
  expect(letters()).toBe(before + 1)
  expect(town.log.filter((line) => line.includes('red: 96 % used'))).toHaveLength(1)
  const text = textOfLetter(smtp.letters.at(-1)!.data)
  for (const words of [
    'Занято 96 %',
    'Что сделать: Освободите место',
    '96 % used',
    'http://localhost/c/uzda/admin/status',
  ])
    expect(text).toContain(words)
  machine.disk = roomy
  await status.tell()
  machine.disk = full
  await status.tell()
  expect(letters()).toBe(before + 2)
  machine.disk = roomy
  await status.tell()
})

test('with mail down the line stands in the log, and is told when mail is back', async () => {
  const letters = () => smtp.letters.length
  const { status } = town.host
  machine.smtpUrl = closed
  const before = letters(),
    lines = town.log.length
  await status.tell()
  const said = town.log.slice(lines).map((line) => JSON.parse(line) as { level: number; check?: string; msg: string })
  expect(said).toContainEqual(expect.objectContaining({ level: 40, check: 'mail' }))
  expect(said).toContainEqual(
    expect.objectContaining({ level: 40, msg: 'the platform’s administrators could not be told by mail' }),
  )
  expect(warned.at(-1)).toMatchObject({ code: expect.stringMatching(/^E/) as string })
  machine.smtpUrl = smtp.url
  machine.disk = { usedBytes: 96 * gib, freeBytes: 4 * gib }
  await status.tell()
  expect(letters()).toBe(before + 1)
  machine.disk = { usedBytes: 40 * gib, freeBytes: 60 * gib }
  expect([...town.log, JSON.stringify(warned)].filter((line) => line.includes('mail.example'))).toEqual([])
})

test('a test letter goes to whoever asks, five times an hour, and says in a code why it could not', async () => {
  const send = async (bearer = 'platform-admin') =>
    await town.graph<{ sendTestLetter: { __typename: string; to?: string; code?: string } | null }>(
      'uzda',
      'mutation { sendTestLetter { __typename ... on TestLetterSent { to } ... on Problem { code } } }',
      {},
      { as: bearer },
    )
  expect((await send()).data.sendTestLetter).toEqual({ __typename: 'TestLetterSent', to: 'p***@example.test' })
  expect(smtp.letters.at(-1)!.to).toEqual(['platform-admin@example.test'])
  const before = smtp.letters.length
  machine.invented = true
  expect((await send()).data.sendTestLetter).toMatchObject({ __typename: 'InvalidInput', code: 'LETTER_INVENTED' })
  machine.invented = false
  expect(smtp.letters).toHaveLength(before)
  machine.smtpUrl = closed
  expect((await send()).data.sendTestLetter).toMatchObject({ __typename: 'Unavailable', code: 'LETTER_REFUSED' })
  machine.smtpUrl = smtp.url
  for (let i = 0; i < 3; i++) await send()
  expect((await send()).data.sendTestLetter).toMatchObject({ __typename: 'RateLimited', code: 'LETTER_TOO_OFTEN' })
  expect((await send('admin.uzda')).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
})

test('the platform’s lines are for whoever runs it, a city’s for its administrator, and no city can give the right away', async () => {
  const code = async (query: string, bearer?: string, slug = 'uzda') =>
    (await town.graph(slug, query, {}, bearer ? { as: bearer } : {})).errors?.[0]?.extensions.code
  expect([
    await code('{ platformStatus { ok } }', 'admin.uzda'),
    await code('{ platformStatus { ok } }', 'operator.uzda'),
    await code('{ platformStatus { ok } }'),
    await code('{ platformStatus { ok } }', 'platform-admin', 'zhodino'),
  ]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'UNAUTHENTICATED', undefined])
  expect([
    await code('{ cityStatus { ok } }', 'platform-admin'),
    await code('{ cityStatus { ok } }', 'operator.uzda'),
    await code('{ cityStatus { ok } }', 'admin.uzda'),
  ]).toEqual(['FORBIDDEN', 'FORBIDDEN', undefined])
  // a city's role may have the name of the platform's: it gives nothing
  expect(await code('{ platformStatus { ok } }', 'platform-admin.uzda')).toBe('FORBIDDEN')
  const { data } = await town.graph<{ cityRoles: { version: string; permissions: { permission: string }[] }[] }>(
    'uzda',
    '{ cityRoles(code: "operator") { version permissions { permission } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(
    data.cityRoles[0]!.permissions.map(({ permission }) => permission).filter((id) => id.startsWith('core.platform')),
  ).toEqual([])
  const given = await town.graph<{ changeRole: { code: string } }>(
    'uzda',
    'mutation ($expected: String!) { changeRole(role: "operator", grant: ["core.platform.read"], expected: $expected) { ... on Problem { code } } }',
    { expected: data.cityRoles[0]!.version },
    { as: 'admin.uzda' },
  )
  expect(given.data.changeRole.code).toBe('PERMISSION_UNKNOWN')
})
