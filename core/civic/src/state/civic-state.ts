import { nationalCalendar } from '../deadlines/calendars/national-calendars.ts'

interface City {
  readonly id: number
  readonly slug: string
  readonly country: string
}
/** Asks for rows of several cities: `$1` is their ids, `$2` their countries. */
type AskCities = <Row extends Record<string, unknown>>(
  cities: readonly Pick<City, 'id' | 'country'>[],
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>

interface QueueRow extends Record<string, unknown> {
  waiting: number
  failing: number
  oldest: Date | null
  error: string | null
  given_up: number
  gave_up: string | null
}

interface MessageRow extends Record<string, unknown> {
  waiting: number
  oldest: Date | null
  failed: number
  tasks: number
  error: string | null
}

/** Not sent because their recipient has not said yes, or said no, to the city or to this thing: nothing is wrong there. */
const willed = `n.error !~ '^(UNCONFIRMED|REFUSED|STOPPED)'`
/** How many photos of a city would have gone, of how many. */
interface StoppedSweep {
  readonly city: string
  readonly wouldGo: number
  readonly of: number
}

const dayMs = 86_400_000
const weekMs = 7 * dayMs

/**
 * What the civic services say of their own tables to whoever watches over the installation. Counts and codes, no row of
 * anybody's.
 */
export const civicState = {
  /** Letters that wait, that were tried in vain, that were given up within a week. */
  async mailQueue(ask: AskCities, cities: readonly City[], now: Date) {
    const rows = await ask<QueueRow>(
      cities,
      `
      select q.waiting, q.failing, q.oldest, q.error, g.given_up, g.gave_up
      from unnest($1::int[], $2::text[]) c(id, country)
      cross join lateral (
        select count(*)::int as waiting, count(*) filter (where n.attempts > 0 and n.error is not null)::int as failing,
          min(n.created_at) filter (where n.next_at <= $3) as oldest,
          (array_agg(n.error order by n.next_at desc) filter (where n.attempts > 0 and n.error is not null))[1] as error
        from civic.notification n where n.city = c.id and n.channel = 'EMAIL' and n.next_at is not null) q
      cross join lateral (
        select count(*)::int as given_up, (array_agg(n.error order by n.id desc))[1] as gave_up
        from civic.notification n where n.city = c.id and n.channel = 'EMAIL' and n.id > $4 and n.next_at is null
          and n.sent_at is null and n.error is not null and ${willed}) g
      where q.waiting + g.given_up > 0`,
      [now, idFrom(new Date(now.getTime() - weekMs))],
    )
    const total = (of: 'waiting' | 'failing' | 'given_up'): number => rows.reduce((sum, row) => sum + row[of], 0)
    const oldest = rows
      .flatMap((row) => row.oldest ?? [])
      .reduce<Date | null>((first, each) => (first && first < each ? first : each), null)
    return {
      waiting: total('waiting'),
      failing: total('failing'),
      givenUp: total('given_up'),
      oldest,
      lastError: rows.map((row) => row.error ?? row.gave_up).find((error) => error !== null) ?? null,
    }
  },

  /** Messages to telephones that wait; letters and messages that did not arrive within a day, whom nobody hid from. */
  async messageQueue(ask: AskCities, cities: readonly City[], now: Date) {
    const rows = await ask<MessageRow>(
      cities,
      `
      select q.waiting, q.oldest, g.failed, g.tasks, coalesce(g.error, q.error) as error
      from unnest($1::int[], $2::text[]) c(id, country)
      cross join lateral (
        select count(*)::int as waiting, min(n.created_at) filter (where n.next_at <= $3) as oldest,
          (array_agg(n.error order by n.next_at desc) filter (where n.attempts > 0 and n.error is not null))[1] as error
        from civic.notification n where n.city = c.id and n.channel = 'SMS' and n.next_at is not null) q
      cross join lateral (
        select count(*)::int as failed, count(n.task)::int as tasks, (array_agg(n.error order by n.failed_at desc))[1] as error
        from civic.notification n where n.city = c.id and n.failed_at > $4 and not n.asks and n.error <> 'NO_GATEWAY') g
      where q.waiting + g.failed > 0`,
      [now, new Date(now.getTime() - dayMs)],
    )
    const total = (of: 'waiting' | 'failed' | 'tasks'): number => rows.reduce((sum, row) => sum + row[of], 0)
    return {
      waiting: total('waiting'),
      failed: total('failed'),
      tasks: total('tasks'),
      oldest: rows
        .flatMap((row) => row.oldest ?? [])
        .reduce<Date | null>((first, each) => (first && first < each ? first : each), null),
      lastError: rows.map(({ error }) => error).find((error) => error !== null) ?? null,
    }
  },

  /** Slugs of cities without a working calendar of a year, neither the national one nor their own. */
  async withoutCalendar(ask: AskCities, cities: readonly City[], year: number): Promise<string[]> {
    const asked = cities.filter(({ country }) => !nationalCalendar(country, year))
    if (asked.length === 0) return []
    const rows = await ask<{ city: number }>(
      asked,
      `
      select c.id as city from unnest($1::int[], $2::text[]) c(id, country)
      where exists (select from civic.calendar_year y where y.city = c.id and y.country = c.country and y.year = $3)`,
      [year],
    )
    const have = new Set(rows.map(({ city }) => city))
    return asked.filter(({ id }) => !have.has(id)).map(({ slug }) => slug)
  },

  /** Cities in which sweeping photos has stopped, because most of them would have gone. */
  async stoppedSweeps(ask: AskCities, cities: readonly City[]): Promise<StoppedSweep[]> {
    if (cities.length === 0) return []
    const rows = await ask<{ city: number; would_go: number; of_all: number }>(
      cities,
      `
      select c.id as city, s.would_go, s.of_all from unnest($1::int[], $2::text[]) c(id, country)
      join civic.file_sweep s on s.city = c.id`,
    )
    return rows.flatMap(({ city, would_go: wouldGo, of_all: of }) =>
      cities.filter(({ id }) => id === city).map(({ slug }) => ({ city: slug, wouldGo, of })),
    )
  },
}

/** The smallest id of that moment: ids are of version 7 and begin with their time. */
function idFrom(at: Date): string {
  const hex = Math.max(at.getTime(), 0).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}
