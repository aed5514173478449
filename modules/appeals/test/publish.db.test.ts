import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { LookedAt } from '../src/storage/migrations/0004-looked-at.migration.ts'
import { join, openTown, submit, type Submitted, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const [operator, executor, head] = ['operator.uzda', 'executor.uzda', 'head.uzda']
const problem = '... on Problem { code path }'
const said = 'Сосед Кузьма Хитров, кв. 17, шумит'
/** What the rule leaves of it for strangers. */
const open = 'Сосед Кузьма Хитров, •••, шумит'
const name = { from: said.indexOf('Кузьма'), to: said.indexOf(', кв') }

interface Shown {
  id: string
  text: string | null
  textState: string
  photoState: string
  answer: string | null
  place: { address: string | null }
}
const around = async (): Promise<Shown[]> =>
  (
    await town.ask<{ nearbyReports: Shown[] }>(
      '{ nearbyReports(point: { lat: 53.46, lon: 27.25 }, radius: 500) { id text textState photoState answer place { address } } }',
    )
  ).nearbyReports
const shown = async (id: string) => (await around()).find((one) => one.id === id)

interface Card {
  __typename: string
  code?: string
  version: number
  text: string
  textState: string
  publicText: string
  publicAnswer: string | null
  waitingSince: string | null
  withdrawnReason: string | null
  covers: { id: string; part: string; step: string | null; from: number; to: number; byAuthor: boolean }[]
  lookActions: string[]
  history: { id: string; kind: string; note: string | null; publicNote: string | null; text: string }[]
}
const fields = `version text textState publicText publicAnswer waitingSince withdrawnReason covers { id part step from to byAuthor }
  lookActions history { id kind note publicNote text }`
const card = async (id: string, as = operator): Promise<Card> =>
  (await town.ask<{ report: Card }>(`query ($id: ID!) { report(id: $id) { ${fields} } }`, { id }, { as })).report
const act = async (call: string, as = operator): Promise<Card> =>
  (
    await town.ask<{ r: Card }>(
      `mutation { r: ${call} { __typename ... on Report { ${fields} } ${problem} } }`,
      {},
      { as },
    )
  ).r
const publish = async (id: string, as = operator) =>
  act(`publishReport(report: "${id}", version: ${(await card(id)).version}, seconds: 7)`, as)
const cover = (id: string, part: string, { from, to }: { from: number; to: number }, more = '', as = operator) =>
  act(`coverReport(report: "${id}", part: ${part}, from: ${from}, to: ${to}${more})`, as)

const point = { lat: 53.46, lon: 27.25 }
let number = 0
const fresh = (input: Record<string, unknown> = {}): Promise<Submitted> =>
  submit(town, {
    topic: 'YARD.PLAY',
    anywayNew: true,
    place: { point, address: `ул. Лесная, ${(number += 1)}` },
    text: said,
    ...input,
  })
interface Tracked {
  text: string | null
  publicText: string | null
  textState: string
  withdrawnReason: string | null
  answer: string | null
  covers: { id: string; part: string }[]
  place: { address: string | null }
  steps: { id: string; kind: string; note: string | null; publicNote: string | null }[]
}
const page = async (secret: string): Promise<Tracked> =>
  (
    await town.ask<{ track: Tracked }>(
      `query ($secret: String!) { track(secret: $secret) { text publicText textState withdrawnReason answer covers { id part } place { address } steps { id kind note publicNote } } }`,
      { secret },
    )
  ).track

describe('words of a resident', () => {
  test('wait for a look: strangers read nothing of them, whoever wrote them everything', async () => {
    const { id, secret } = await fresh()
    expect(await shown(id)).toMatchObject({ text: null, textState: 'CHECKING', place: { address: null } })
    expect(await page(secret)).toMatchObject({ text: said, textState: 'CHECKING' })
    const other = await join(town, id)
    expect(await page(other)).toMatchObject({ text: null, place: { address: null } })
    expect(await card(id)).toMatchObject({ text: said, publicText: open, textState: 'CHECKING' })
    expect(await publish(id)).toMatchObject({ textState: 'SHOWN', waitingSince: null })
    expect(await shown(id)).toMatchObject({ text: open, textState: 'SHOWN' })
    expect(await page(other)).toMatchObject({ text: open })
  })

  test('of a signed-in resident wait just the same', async () => {
    const mine = await submit(
      town,
      { topic: 'YARD.PLAY', anywayNew: true, place: { point }, text: 'Скрипит' },
      { as: 'anna' },
    )
    expect(await shown(mine.id)).toMatchObject({ text: null, textState: 'CHECKING' })
  })

  test('a tile alone is public at once, and nobody is asked to look', async () => {
    const { id } = await submit(town, { object: 'UZ-0047', tile: 'SWING' })
    const { place } = await town.ask<{ place: { openReports: Shown[] } }>(
      '{ place(code: "UZ-0047") { openReports { id text textState place { address } } } }',
    )
    expect(place.openReports).toEqual([{ id, text: null, textState: 'NONE', place: { address: 'ул. Советская, 12' } }])
    expect((await card(id)).waitingSince).toBeNull()
  })

  test('what came while somebody looked is not shown unread', async () => {
    const { id, secret } = await fresh()
    const { version } = await card(id)
    await act(`answerReport(id: "${id}", version: ${version}, text: "Готово")`, executor)
    const before = await card(id)
    await town.ask(
      'mutation ($secret: String!) { reopenReport(secret: $secret, comment: "Нет, Хитров опять") { __typename } }',
      { secret },
    )
    expect(await act(`publishReport(report: "${id}", version: ${before.version})`)).toMatchObject({
      __typename: 'Conflict',
      code: 'CHANGED_MEANWHILE',
    })
    const supporter = await join(town, id)
    const noteOf = async () => (await page(supporter)).steps.find((one) => one.kind === 'REOPENED')?.note
    expect(await noteOf()).toBeNull()
    expect((await page(secret)).steps.find((one) => one.kind === 'REOPENED')?.note).toBe('Нет, Хитров опять')
    await publish(id)
    expect(await noteOf()).toBe('Нет, Хитров опять')
  })
})

describe('covered by hand', () => {
  test('a name is gone for strangers at once and comes back; author and whoever may read the original', async () => {
    const { id, secret } = await fresh()
    await publish(id)
    const covered = await cover(id, 'TEXT', name)
    expect(covered).toMatchObject({
      text: said,
      publicText: 'Сосед •••, •••, шумит',
      covers: [{ part: 'TEXT', ...name, byAuthor: false }],
    })
    expect(await shown(id)).toMatchObject({ text: 'Сосед •••, •••, шумит' })
    expect(await page(secret)).toMatchObject({ text: said, publicText: 'Сосед •••, •••, шумит' })
    expect((await card(id)).history.map((one) => one.kind)).toContain('COVERED')
    await act(`uncoverReport(report: "${id}", cover: "${covered.covers[0]!.id}")`)
    expect(await shown(id)).toMatchObject({ text: open })
  })

  test('in an answer, a plan and a reason as well, and only in that answer', async () => {
    const { id, secret } = await fresh({ text: null, place: { point } })
    const supporter = await join(town, id)
    const told = 'Приходил мастер Зотов'
    const zotov = { from: told.indexOf('Зотов'), to: told.length }
    await act(
      `planReport(id: "${id}", version: ${(await card(id)).version}, date: "2026-05-06", reason: "${told}")`,
      executor,
    )
    await cover(id, 'PLAN', zotov)
    const plan = await town.ask(`query ($secret: String!) { track(secret: $secret) { plannedReason } }`, { secret })
    expect(plan).toEqual({ track: { plannedReason: 'Приходил мастер •••' } })
    await act(`answerReport(id: "${id}", version: ${(await card(id)).version}, text: "${told}")`, executor)
    await cover(id, 'ANSWER', zotov)
    expect((await card(id)).covers.map((one) => one.part)).toEqual(['PLAN', 'ANSWER'])
    for (const who of [secret, supporter]) {
      const { answer, steps } = await page(who)
      expect([answer, ...steps.flatMap((step) => step.note ?? [])]).toEqual([
        'Приходил мастер •••',
        'Приходил мастер •••',
        'Приходил мастер •••',
      ])
    }
    await town.ask('mutation ($secret: String!) { reopenReport(secret: $secret, comment: "Нет") { __typename } }', {
      secret,
    })
    await act(`answerReport(id: "${id}", version: ${(await card(id)).version}, text: "Теперь точно сделано")`, executor)
    expect((await page(supporter)).answer).toBe('Теперь точно сделано')
  })

  test('a reason of the coordinator is counted in the language it is read in', async () => {
    const { id, secret } = await fresh()
    await act(
      `reassignReport(id: "${id}", version: ${(await card(id)).version}, department: "LIGHT", reason: "Зотов просил")`,
    )
    const at = 'решение координатора: '.length
    await cover(id, 'REASON', { from: at, to: at + 5 })
    for (const [lang, reason] of [
      ['ru', 'решение координатора: ••• просил'],
      ['be', 'рашэнне каардынатара: ••• просил'],
    ] as const)
      expect(
        await town.ask('query ($secret: String!) { track(secret: $secret) { routeReason } }', { secret }, { lang }),
      ).toEqual({ track: { routeReason: reason } })
  })

  test('the author covers what they wrote, and only they show it again', async () => {
    const { id, secret } = await fresh()
    await publish(id)
    const mine = (call: string) =>
      town.ask<{ r: Tracked & { code?: string } }>(
        `mutation { r: ${call} { __typename ... on TrackedReport { text publicText covers { id part } } ${problem} } }`,
      )
    const { r } = await mine(`coverMyWords(secret: "${secret}", part: TEXT, from: ${name.from}, to: ${name.to})`)
    expect(r).toMatchObject({ text: said, publicText: 'Сосед •••, •••, шумит', covers: [{ part: 'TEXT' }] })
    expect(await shown(id)).toMatchObject({ text: 'Сосед •••, •••, шумит' })
    const coverId = r.covers[0]!.id
    expect(await act(`uncoverReport(report: "${id}", cover: "${coverId}")`)).toMatchObject({ code: 'COVER_THEIRS' })
    const supporter = await join(town, id)
    expect((await mine(`coverMyWords(secret: "${supporter}", part: TEXT, from: 0, to: 5)`)).r).toMatchObject({
      code: 'COVER_NOT_YOURS',
    })
    await act(`answerReport(id: "${id}", version: ${(await card(id)).version}, text: "Готово")`, executor)
    expect((await mine(`coverMyWords(secret: "${secret}", part: ANSWER, from: 0, to: 5)`)).r).toMatchObject({
      code: 'COVER_NOWHERE',
    })
    expect((await mine(`uncoverMyWords(secret: "${secret}", cover: "${coverId}")`)).r).toMatchObject({ covers: [] })
    expect((await page(supporter)).text).toBe(open)
  })

  test('nothing, past the end, backwards and somebody else’s step are refused in words', async () => {
    const { id } = await fresh({ text: null })
    for (const [part, range, more, code] of [
      ['TEXT', { from: 0, to: 3 }, '', 'COVER_NOWHERE'],
      ['ADDRESS', { from: 200, to: 210 }, '', 'COVER_NOWHERE'],
      ['ADDRESS', { from: 5, to: 5 }, '', 'COVER_NOWHERE'],
      ['ANSWER', { from: 0, to: 3 }, '', 'COVER_NOWHERE'],
      ['NOTE', { from: 0, to: 3 }, `, step: "${randomUUID()}"`, 'COVER_NOWHERE'],
      ['NOTE', { from: 0, to: 3 }, ', step: "1 or 1=1"', 'COVER_NOWHERE'],
      ['TEXT', { from: -1, to: 3 }, '', 'INPUT_INVALID'],
      ['TEXT', { from: 0, to: 3 }, ', seconds: 601', 'INPUT_INVALID'],
    ] as const)
      expect(await cover(id, part, range, more), `${part} ${JSON.stringify(range)}${more}`).toMatchObject({ code })
    expect(await act(`uncoverReport(report: "${id}", cover: "x")`)).toMatchObject({ code: 'COVER_UNKNOWN' })
  })
})

describe('off public view', () => {
  test('all of it, with the reason for its author; shown again when looked at', async () => {
    const { id, secret } = await fresh()
    await publish(id)
    const supporter = await join(town, id)
    expect(await act(`withdrawFromPublic(report: "${id}", reason: " ")`)).toMatchObject({ code: 'REASON_REQUIRED' })
    await act(`withdrawFromPublic(report: "${id}", reason: "Это о соседе, не о дворе")`)
    expect(await shown(id)).toBeUndefined()
    expect(await page(secret)).toMatchObject({ text: said, withdrawnReason: 'Это о соседе, не о дворе' })
    expect(await page(supporter)).toMatchObject({ text: null, textState: 'WITHHELD', withdrawnReason: null })
    expect((await card(id)).lookActions).toContain('PUBLISH')
    await publish(id)
    expect(await shown(id)).toMatchObject({ text: open })
  })
})

describe('rights', () => {
  test('heads read but do not look; another department neither', async () => {
    const { id } = await fresh()
    expect(await act(`publishReport(report: "${id}", version: 1)`, head)).toMatchObject({ code: 'FORBIDDEN' })
    expect(await act(`publishReport(report: "${id}", version: 1)`, 'executor.uzda+light')).toMatchObject({
      code: 'OTHER_DEPARTMENT',
    })
  })
})

/** The city decides anew; whoever asks from then on reads by the new rule. */
async function decide(publish: string): Promise<void> {
  const admin = { as: 'admin.uzda' }
  const { moduleSettings } = await town.ask<{ moduleSettings: { version: string } }>(
    '{ moduleSettings(module: "appeals") { version } }',
    {},
    admin,
  )
  await town.ask(
    `mutation ($values: JSON!, $expected: String!) { changeModuleSettings(module: "appeals", values: $values, expected: $expected) { __typename } }`,
    { values: { publish }, expected: moduleSettings.version },
    admin,
  )
}

test('the city may show words at once, less what the rule covers, or never; what waits goes on waiting', async () => {
  const waiting = await fresh()
  try {
    await decide('at-once')
    const { id, secret } = await fresh()
    expect(await shown(id)).toMatchObject({ text: open, textState: 'SHOWN' })
    expect(await card(id)).toMatchObject({ waitingSince: null })
    expect(await shown(waiting.id)).toMatchObject({ text: null, textState: 'CHECKING' })
    await act(`answerReport(id: "${id}", version: ${(await card(id)).version}, text: "Готово")`, executor)
    await town.ask(
      'mutation ($secret: String!) { reopenReport(secret: $secret, comment: "Нет, кв. 17") { __typename } }',
      { secret },
    )
    const supporter = await join(town, id)
    const noteOf = async () => (await page(supporter)).steps.find(({ kind }) => kind === 'REOPENED')?.note
    expect(await noteOf()).toBe('Нет, •••')

    await decide('never')
    const kept = await fresh()
    for (const one of [id, kept.id])
      expect(await shown(one)).toMatchObject({ text: null, textState: 'WITHHELD', place: { address: null } })
    expect(await noteOf()).toBeNull()
    expect(await page(kept.secret)).toMatchObject({ text: said, textState: 'WITHHELD' })
    expect(await card(kept.id)).toMatchObject({ waitingSince: null })
    await publish(kept.id)
    expect(await shown(kept.id)).toMatchObject({ text: null, textState: 'WITHHELD' })
  } finally {
    await decide('after-look')
  }
  await publish(waiting.id)
  expect(await shown(waiting.id)).toMatchObject({ text: open })
})

test('of what stood before the upgrade strangers go on reading what staff have acted on; the rest is queued', async () => {
  const [untouched, acted, alone, closed] = [
    await fresh(),
    await fresh(),
    await fresh({ text: null, place: { point } }),
    await fresh(),
  ]
  for (const { id } of [acted, closed])
    await act(`answerReport(id: "${id}", version: ${(await card(id)).version}, text: "Готово")`, executor)
  // a reopening that nobody has acted on since
  await town.ask('mutation ($secret: String!) { reopenReport(secret: $secret, comment: "Нет") { __typename } }', {
    secret: acted.secret,
  })
  const owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
  try {
    // the tables as the release before had them, then what the upgrade does; nothing of it stays
    await owner.query('begin')
    await owner.query(`alter table appeals.report drop column text_state, drop column waiting_since, drop column look_due,
      drop column covers, drop column withdrawn_at, drop column withdrawn_reason`)
    await owner.query('alter table appeals.history drop column note_state')
    await owner.query('drop table appeals.cover, appeals.look')
    const upgrade = new LookedAt(undefined as never, undefined as never)
    upgrade.up()
    for (const statement of upgrade.getQueries()) await owner.query(statement as string)
    const { rows } = await owner.query<{ id: string }>(
      `select id, text_state as text, waiting_since is not null as waits,
        (select note_state from appeals.history h where h.report = r.id and kind = 'REOPENED') as note
       from appeals.report r where id = any($1::uuid[])`,
      [[untouched, acted, alone, closed].map(({ id }) => id)],
    )
    const of = ({ id }: Submitted) => rows.find((row) => row.id === id)
    expect(of(untouched)).toMatchObject({ text: 'WAITING', waits: true })
    expect(of(acted)).toMatchObject({ text: 'SHOWN', note: 'WAITING', waits: true })
    expect(of(closed)).toMatchObject({ text: 'SHOWN', note: null, waits: false })
    expect(of(alone), 'a place on the map has no words').toMatchObject({ waits: false })
  } finally {
    await owner.query('rollback')
    await owner.end()
  }
})

test('before sending, a person sees what others will not', async () => {
  const { coverPreview } = await town.ask<{ coverPreview: unknown }>(
    '{ coverPreview(text: "Звоните +375291234567") { text covers { from to } textState } }',
  )
  expect(coverPreview).toEqual({ text: 'Звоните •••', covers: [{ from: 8, to: 21 }], textState: 'CHECKING' })
})

test('what the rule covers is marked for staff and for the author, for nobody else', async () => {
  const { id, secret } = await fresh({ text: 'Звоните +375291234567' })
  const rule = 'ruleCovers { part step from to }'
  const marked = [{ part: 'TEXT', step: null, from: 8, to: 21 }]
  const staff = await town.ask<{ report: unknown }>(
    `query ($id: ID!) { report(id: $id) { ${rule} } }`,
    { id },
    { as: operator },
  )
  expect(staff.report).toEqual({ ruleCovers: marked })
  const read = `query ($secret: String!) { track(secret: $secret) { ${rule} } }`
  expect((await town.ask<{ track: unknown }>(read, { secret })).track).toEqual({ ruleCovers: marked })
  await publish(id)
  expect((await town.ask<{ track: unknown }>(read, { secret: await join(town, id) })).track).toEqual({ ruleCovers: [] })
})
