import { randomUUID } from 'node:crypto'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { askIn, createTestHost, enterServices, type Ask, type GraphOptions, type TestHost } from '@vmeste/testkit'

const problem = '... on Problem { code message }'
let town: TestHost
let ask: Ask
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [appeals, ratings] })
  ask = askIn(town, 'uzda')
  await enterServices(ask, {
    HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
  })
})
afterAll(() => town.stop())

interface Sent {
  readonly id: string
  readonly secret: string
}
const submit = async (text: string, by: GraphOptions, email?: string): Promise<Sent> => {
  const photo = randomUUID()
  const { r } = await ask<{ r: Sent }>(
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
    {
      input: {
        submissionKey: photo,
        topic: 'YARD.PLAY',
        anywayNew: true,
        place: { address: 'ул. Мира, 5' },
        text,
        ...(email && { contact: { email, consent: true } }),
      },
    },
    by,
  )
  await town.host.events.idle()
  return r
}
interface Mine {
  readonly code?: string
  readonly held?: readonly {
    id: string
    count: number
    months: number
    afterClosing: boolean
    stays: string | null
    rows: Record<string, unknown>[]
  }[]
  readonly seenBy?: readonly { what: string; service: string | null; post: string | null; you: boolean }[]
}
const myData = async (by: GraphOptions, secret?: string, city = 'uzda'): Promise<Mine> => {
  const reply = await town.graph<{ myData: Mine }>(
    city,
    `query ($secret: String) { myData(secret: $secret) { __typename
      ... on MyData { held { id count months afterClosing stays rows(first: 5) } seenBy { what service post you } } ${problem} } }`,
    { secret },
    by,
  )
  return reply.data?.myData ?? { code: reply.errors![0]!.extensions.code }
}
const held = ({ held: all = [] }: Mine, table: string) => all.find(({ id }) => id === table)
const erase = async (by: GraphOptions, secret?: string, confirm = 'удалить') => {
  const reply = await town.graph<{
    eraseMyData: { code?: string; erased?: number; stays?: string[]; unwritten?: string | null }
  }>(
    'uzda',
    `mutation ($secret: String, $confirm: String!) { eraseMyData(secret: $secret, confirm: $confirm) { __typename
      ... on MyDataErased { erased stays unwritten } ${problem} } }`,
    { secret, confirm },
    by,
  )
  return reply.data?.eraseMyData ?? { code: reply.errors![0]!.extensions.code }
}

test('somebody sees what is held about them and nobody else’s, by module, purpose and term; a page of it at a time', async () => {
  await submit('Моё', { as: 'vera' })
  await submit('Гостем, на мою почту', { device: randomUUID() }, 'vera@example.test')
  await submit('Чужое', { as: 'oleg' })
  const mine = held(await myData({ as: 'vera' }), 'appeals.report')!
  expect(mine).toMatchObject({ count: 2, months: 36, afterClosing: true })
  expect(mine.stays).toContain('Номер')
  expect(held(await myData({ as: 'vera' }), 'appeals.report.contact_email')).toMatchObject({ count: 1, months: 12 })
  expect(mine.rows.map(({ text }) => text).sort()).toEqual(['Гостем, на мою почту', 'Моё'])
  expect(JSON.stringify(await myData({ as: 'vera' }, undefined, 'zhodino'))).not.toContain('Моё')
})

test('a stranger, another resident, staff and the staff of another city neither see, take nor erase it', async () => {
  const { secret } = await submit('Только моё', { as: 'anna' }, 'anna@example.test')
  const others = ['oleg', 'operator.uzda', 'admin.uzda', 'admin.zhodino', 'platform-admin']
  for (const as of others) {
    expect(JSON.stringify(held(await myData({ as }), 'appeals.report')?.rows ?? [])).not.toContain('Только моё')
    await erase({ as })
  }
  expect((await myData({})).code).toBe('UNAUTHENTICATED')
  expect((await erase({})).code).toBe('UNAUTHENTICATED')
  for (const guess of [randomUUID(), 'A'.repeat(32), '', `${secret.slice(0, -1)}A`])
    if (guess !== secret) {
      expect((await myData({ device: randomUUID() }, guess)).code).toBe('LINK_UNKNOWN')
    }
  // sent with an account: whoever was shown its link does not have it by that, here or elsewhere
  for (const city of ['uzda', 'zhodino'])
    expect((await myData({ device: randomUUID() }, secret, city)).code).toBe('LINK_UNKNOWN')
  expect((await erase({ as: 'oleg' }, secret)).code).toBe('LINK_UNKNOWN')
  expect((await town.fetch('/c/uzda/my-data.zip')).status).toBe(401)
  expect(held(await myData({ as: 'anna' }), 'appeals.report')).toMatchObject({ count: 1 })
})

test('what is held is told in people’s words, with the city’s own term and the page where it is mended', async () => {
  await submit('Мои слова', { as: 'sasha' })
  const plain = `{ myData { ... on MyData { stays account { username email }
    held { id title months correct things { lines { label text at } photos href } } } } }`
  interface Plain {
    readonly myData: {
      readonly stays: readonly string[]
      readonly account: { readonly username: string }
      readonly held: readonly {
        readonly id: string
        readonly title: string
        readonly months: number
        readonly things: readonly {
          readonly lines: readonly {
            readonly label: string
            readonly text: string | null
            readonly at: string | null
          }[]
          readonly href: string | null
        }[]
      }[]
    }
  }
  const read = async () => (await ask<Plain>(plain, {}, { as: 'sasha' })).myData
  const mine = await read()
  expect(mine.account.username).toBe('sasha')
  const reports = mine.held.find(({ id }) => id === 'appeals.report')!
  expect(reports).toMatchObject({ title: 'Ваши сообщения', months: 36, things: [{ photos: 0 }] })
  expect(reports.things[0]!.lines.map(({ label }) => label)).toEqual(['Номер', 'Отправлено', 'Где', 'Что вы написали'])
  expect(reports.things[0]!.href).toMatch(/^\/t\/[\w-]{32}$/)
  expect(JSON.stringify(mine)).not.toMatch(/"(label|title)":"[a-z_.]+"/)
  expect(mine.stays.join(' ')).toContain('Номер')
  const admin = { as: 'admin.uzda' }
  const { moduleSettings } = await ask<{ moduleSettings: { version: string } }>(
    '{ moduleSettings(module: "appeals") { version } }',
    {},
    admin,
  )
  await ask(
    `mutation ($expected: String!) { changeModuleSettings(module: "appeals", values: { wordsMonths: 7 }, expected: $expected) { __typename } }`,
    { expected: moduleSettings.version },
    admin,
  )
  expect((await read()).held.find(({ id }) => id === 'appeals.report')?.months).toBe(7)
})

test('the file of an account has the account in it', async () => {
  const zip = await town.fetch('/c/uzda/my-data.zip', { headers: { authorization: 'Bearer sasha' } })
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
  expect(JSON.parse(Buffer.from(files['account.json']!).toString())).toEqual([
    { name: 'Test sasha', username: 'sasha', email: 'sasha@example.test' },
  ])
})

test('a link opens the one thing it is about, and no other of the same contact', async () => {
  const email = 'link@mail.example'
  const first = await submit('Первое', { device: randomUUID() }, email)
  const second = await submit('Второе', { device: randomUUID() }, email)
  const seen = held(await myData({ device: randomUUID() }, first.secret), 'appeals.report')!
  expect(seen.rows.map(({ text }) => text)).toEqual(['Первое'])

  const zip = await town.fetch('/c/uzda/my-data.zip', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ secret: first.secret }).toString(),
  })
  expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip'])
  const files = unzipSync(new Uint8Array(await zip.arrayBuffer()))
  expect(Object.keys(files).sort()).toEqual([
    'about.json',
    'uzda/appeals.consent.json',
    'uzda/appeals.report.contact_email.json',
    'uzda/appeals.report.json',
  ])
  expect(Buffer.from(files['uzda/appeals.report.json']!).toString()).toMatch(/Первое(?![\s\S]*Второе)/)

  expect((await erase({ device: randomUUID() }, first.secret, 'да')).code).toBe('CONFIRM_ERASING')
  const book = vi.spyOn(town.host.erasures, 'spread')
  book.mockResolvedValueOnce([{ file: '/backup/erasures', reason: 'no room', code: 'ENOSPC', away: false }])
  const done = await erase({ device: randomUUID() }, first.secret)
  expect(done.erased).toBeGreaterThan(0)
  expect(done.unwritten).toMatch(/^Рядом с резервными копиями это пока не записано/)
  expect(done.stays?.join(' ')).toContain('Номер')
  // the number is the city's: nothing is theirs any more
  expect((await myData({ device: randomUUID() }, first.secret)).held).toEqual([])
  expect(held(await myData({ device: randomUUID() }, second.secret), 'appeals.report')?.rows[0]).toMatchObject({
    text: 'Второе',
    contact_email: email,
  })
  // a disk that is carried away is none of theirs
  book.mockResolvedValueOnce([{ file: '/disk/erasures', reason: 'away', code: 'ENOENT', away: true }])
  expect((await erase({ device: randomUUID() }, second.secret)).unwritten).toBeNull()
})

test('who opened a case is told to its author by service and post, and to the administrator by name; nobody else', async () => {
  const { id } = await submit('Кто смотрел', { as: 'ivan' })
  const open = () => ask(`{ report(id: "${id}") { id } }`, {}, { as: 'executor.uzda' })
  await open()
  await open()
  const { seenBy } = await myData({ as: 'ivan' })
  expect(seenBy).toEqual([{ what: 'OPEN', service: 'ЖКХ', post: 'мастер', you: false }])
  expect(JSON.stringify(await myData({ as: 'ivan' }))).not.toMatch(/executor\.uzda|П\. Мастер/)
  const looks = `query ($subject: ID) { looks(filter: { subject: $subject }) { __typename
    ... on LookPage { nodes { what viewer service post } } ${problem} } }`
  const seen = (as: string, city = 'uzda') =>
    town.graph<{ looks: { nodes?: unknown[] } }>(city, looks, { subject: `appeals:Report:${id}` }, { as })
  expect((await seen('admin.uzda')).data.looks.nodes).toMatchObject([
    { what: 'OPEN', viewer: expect.stringContaining('executor.uzda') as string, service: 'ЖКХ', post: 'мастер' },
  ])
  // the administrator has a number, not an id, and types it as it comes
  const { report } = await ask<{ report: { number: string } }>(
    `{ report(id: "${id}") { number } }`,
    {},
    { as: 'executor.uzda' },
  )
  const byNumber = async (number: string, city = 'uzda') =>
    (
      await town.graph<{ looks: { nodes: { subject: string; number: string }[] } }>(
        city,
        'query ($number: String) { looks(filter: { number: $number }) { ... on LookPage { nodes { subject number } } } }',
        { number },
        { as: `admin.${city}` },
      )
    ).data.looks.nodes
  const [series, year, value] = report.number.split('-').slice(-3)
  for (const typed of [report.number, `${series}-${year}-${value}`, `c ${year} ${Number(value)}`])
    expect(await byNumber(typed), typed).toEqual([{ subject: `appeals:Report:${id}`, number: report.number }])
  expect(await byNumber(`С-${year}-999999`)).toEqual([])
  expect(await byNumber(report.number, 'zhodino')).toEqual([])
  for (const as of ['ivan', 'executor.uzda', 'operator.uzda', 'admin.zhodino'])
    expect((await seen(as)).errors?.[0]?.extensions.code, as).toBe('FORBIDDEN')
  expect((await seen('admin.zhodino', 'zhodino')).data.looks.nodes).toEqual([])
  // page by page it is the same list
  interface Page {
    readonly nodes: readonly unknown[]
    readonly after: string | null
  }
  const page = async (first: number, after: string | null = null): Promise<Page> =>
    (
      await ask<{ looks: Page }>(
        'query ($first: Int, $after: String) { looks(first: $first, after: $after) { ... on LookPage { after nodes { at what subject viewer } } } }',
        { first, after },
        { as: 'admin.uzda' },
      )
    ).looks
  const all = (await page(100)).nodes
  expect(all.length).toBeGreaterThan(6)
  const walked: unknown[] = []
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const next: Page = await page(3, after)
    walked.push(...next.nodes)
    after = next.after
  }
  expect(walked).toEqual(all)
  town.clock.advance(400 * 24 * 3_600_000)
  await town.host.events.runJob('core', 'forget-old')
  await town.host.events.idle()
  expect((await seen('admin.uzda')).data.looks.nodes).toEqual([])
})
