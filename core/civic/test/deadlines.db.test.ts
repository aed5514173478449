import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres') })
})
afterAll(() => city.stop())

interface DeadlineReply {
  deadline: {
    due: string
    provisional: boolean
    confirmed: boolean
    precision: string
    profile: string
    steps: { rule: string; text: string }[]
  } | null
}
const ask = `query ($profile: String!, $term: String!, $from: DateTime!) {
  deadline(profile: $profile, term: $term, from: $from) { due provisional confirmed precision profile steps { at rule text } } }`
const deadline = (slug: string, term: string, from: string, lang: 'ru' | 'be' | 'en' = 'ru', profile = 'by-message') =>
  city.graph<DeadlineReply>(slug, ask, { profile, term, from }, { lang })

const save = `mutation ($calendar: CalendarYearInput!) { setCalendarYear(calendar: $calendar) {
  __typename ... on CalendarYear { year state own week hours { from to } holidays { date name } } ... on InvalidInput { code message fields { path code message } } } }`
const calendar = (year: number, rest: Record<string, unknown> = {}) => ({
  year,
  state: 'OFFICIAL',
  source: 'test',
  holidays: [],
  transfers: [],
  ...rest,
})
const setCalendar = (slug: string, input: Record<string, unknown>, as: string) =>
  city.graph(slug, save, { calendar: input }, { as, lang: 'be' })

async function rows<Row>(statement: string): Promise<Row[]> {
  const client = new pg.Client(city.databaseUrl)
  await client.connect()
  try {
    return (await client.query(statement)).rows as Row[]
  } finally {
    await client.end()
  }
}

describe('deadlines through the graph', () => {
  test('anyone can ask, and is told why in their own language', async () => {
    const { data } = await deadline('uzda', '5wd', '2026-04-16T18:42:00+03:00', 'be')
    expect(data.deadline).toMatchObject({
      due: '2026-04-25T20:59:59.000Z',
      provisional: false,
      precision: 'DAY',
      profile: 'by-message@2023-01-02',
    })
    expect(data.deadline?.steps.map(({ text }) => text)).toContain('21.04.2026 — свята: Радаўніца')
  })

  test('what cannot be computed is refused by code', async () => {
    expect((await deadline('uzda', '5xx', '2026-04-16T18:42:00+03:00')).errors?.[0]?.extensions.code).toBe(
      'TERM_UNKNOWN',
    )
    expect(
      (await deadline('uzda', '5wd', '2026-04-16T18:42:00+03:00', 'ru', 'nothing')).errors?.[0]?.extensions.code,
    ).toBe('PROFILE_UNKNOWN')
  })
})

describe('the calendar of a city', () => {
  test('begins as the national one; years nobody has loaded are left out', async () => {
    const { data } = await city.graph(
      'uzda',
      '{ calendars(years: [2026, 2027, 2028]) { year state own holidays { date name } transfers { off work } } }',
      {},
      { lang: 'en' },
    )
    expect(data).toMatchObject({
      calendars: [
        { year: 2026, state: 'OFFICIAL', own: false, transfers: [{ off: '2026-04-20', work: '2026-04-25' }] },
        { year: 2027, state: 'PROVISIONAL', own: false },
      ],
    })
    const many = await city.graph('uzda', 'query ($years: [Int!]!) { calendars(years: $years) { year } }', {
      years: Array.from({ length: 11 }, (_, at) => 2020 + at),
    })
    expect(many.errors?.[0]?.extensions.code).toBe('TOO_MANY_YEARS')
  })

  test('a missing year is refused until it is loaded, in the city that loaded it', async () => {
    const christmas = '2027-12-24T10:00:00+03:00'
    expect((await deadline('uzda', '10wd', christmas)).errors?.[0]?.extensions.code).toBe('CALENDAR_YEAR_MISSING')
    const saved = await setCalendar(
      'uzda',
      calendar(2028, { holidays: [{ date: '2028-01-07', name: { ru: 'Рождество', be: 'Каляды', en: 'Christmas' } }] }),
      'admin.uzda',
    )
    expect(saved.data).toEqual({
      setCalendarYear: {
        __typename: 'CalendarYear',
        year: 2028,
        state: 'OFFICIAL',
        own: true,
        week: [1, 2, 3, 4, 5],
        hours: [
          { from: '08:00', to: '13:00' },
          { from: '14:00', to: '17:00' },
        ],
        holidays: [{ date: '2028-01-07', name: 'Каляды' }],
      },
    })
    expect((await deadline('uzda', '10wd', christmas)).data.deadline).toMatchObject({
      due: '2028-01-10T20:59:59.000Z',
      provisional: true,
    })
    expect((await deadline('zhodino', '10wd', christmas)).errors?.[0]?.extensions.code).toBe('CALENDAR_YEAR_MISSING')
  })

  test('an edit moves what leans on it, there and only there; twice is no error', async () => {
    const from = '2026-04-16T18:42:00+03:00'
    for (const source of ['first', 'second']) await setCalendar('zhodino', calendar(2026, { source }), 'admin.zhodino')
    expect((await deadline('zhodino', '5wd', from)).data.deadline?.due).toBe('2026-04-23T20:59:59.000Z')
    expect((await deadline('uzda', '5wd', from)).data.deadline?.due).toBe('2026-04-25T20:59:59.000Z')
  })

  test('a change is told to the modules and kept in the audit', async () => {
    await setCalendar('uzda', calendar(2030), 'admin.uzda')
    expect(
      await rows(
        `select subject, data from core.outbox where type = 'civic.calendar.changed@1' and subject like '%2030'`,
      ),
    ).toEqual([{ subject: 'civic:CalendarYear:BY-2030', data: { country: 'BY', year: 2030, state: 'official' } }])
    expect(
      await rows(
        `select actor, subject from core.audit where action = 'civic.calendar.change' and subject like '%2030'`,
      ),
    ).toEqual([{ actor: keyOfTestPerson('admin.uzda'), subject: 'civic:CalendarYear:BY-2030' }])
  })

  test('only whoever may changes it, and in their own city', async () => {
    for (const as of ['operator.uzda', 'admin.zhodino', 'citizen'])
      expect((await setCalendar('uzda', calendar(2031), as)).errors?.[0]?.extensions.code, as).toBe('FORBIDDEN')
    expect(await rows('select year from civic.calendar_year where year = 2031')).toEqual([])
  })

  test('a calendar that cannot be is told field by field, and nothing is stored', async () => {
    const { data } = await setCalendar(
      'uzda',
      calendar(2032, {
        transfers: [{ off: '2031-05-04' }, { off: '2032-05-05', work: '2032-05-05' }, { off: '2032-02-30' }],
        hours: [{ from: '9', to: '18:00' }],
      }),
      'admin.uzda',
    )
    expect(data).toMatchObject({
      setCalendarYear: {
        __typename: 'InvalidInput',
        code: 'INPUT_INVALID',
        message: expect.stringContaining('Праверце') as string,
      },
    })
    expect(await rows('select year from civic.calendar_year where year = 2032')).toEqual([])
    const days = await setCalendar(
      'uzda',
      calendar(2032, { transfers: [{ off: '2031-05-04' }, { off: '2032-05-05', work: '2032-05-05' }] }),
      'admin.uzda',
    )
    expect(days.data).toMatchObject({
      setCalendarYear: {
        fields: [
          { path: 'calendar.transfers.0', code: 'DAY_OUTSIDE_YEAR', message: 'Дзень не з гэтага года.' },
          { path: 'calendar.transfers.1', code: 'DAY_BOTH_WORKED_AND_OFF' },
        ],
      },
    })
  })
})

test('administrators see which norms nobody has checked; others do not see the list', async () => {
  const query = '{ legalProfiles { code validFrom terms { name term confirmed } unconfirmed } }'
  const { data } = await city.graph<{ legalProfiles: { code: string; terms: unknown[]; unconfirmed: string[] }[] }>(
    'uzda',
    query,
    {},
    { as: 'admin.uzda' },
  )
  expect(data.legalProfiles.find(({ code }) => code === 'by-300z')).toMatchObject({ unconfirmed: ['roll'] })
  expect(data.legalProfiles[0]?.terms).toContainEqual({ name: 'consider', term: '15d', confirmed: true })
  expect(data.legalProfiles[0]?.terms).toContainEqual({ name: 'longWorks', term: null, confirmed: false })
  expect((await city.graph('uzda', query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
})
