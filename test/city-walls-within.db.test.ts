import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import {
  Clock,
  definePlugin,
  Files,
  Notifications,
  Numbering,
  type Plugin,
  type ServiceScope,
  type Token,
} from '@vmeste/sdk'
import type { TestHost } from '@vmeste/testkit'
import { cityTables, dumpCity, type CityDump } from '@vmeste/testkit/run-silver'
import { everyPlugin, twoCities } from './city-walls/two-cities.ts'
import { installed } from './installed.ts'

let host: TestHost
let before: CityDump
const tokens: Token<unknown>[] = []
beforeAll(async () => {
  host = (
    await twoCities({
      modules: [...everyPlugin, shares()].map(recording),
      host: { civic: recording(civicPlugin({ mailLater: true })) },
    })
  ).host
  before = await dumpCity(host.databaseUrl, idOf('zhodino'))
})
afterAll(() => host.stop())

const idOf = (slug: string): number => host.host.store.bySlug(slug)!.city.id

/** The plugin as it is, but every service it binds is written down. */
function recording(plugin: Plugin): Plugin {
  const services = (scope: ServiceScope): void => {
    const heard = Object.create(scope) as ServiceScope & { bind: ServiceScope['bind'] }
    Object.defineProperty(heard, 'bind', {
      value: <T>(token: Token<T>, make: () => T) => {
        if (!tokens.includes(token)) tokens.push(token)
        scope.bind(token, make)
      },
    })
    plugin.services?.(heard)
  }
  return { ...plugin, ...(plugin.services ? { services } : {}) }
}

abstract class MadeOnce {
  abstract readonly city: string
}
/** The mistake the walk over the services must notice: one object for all cities. */
function shares(): Plugin {
  let made: MadeOnce | undefined
  const text = { ru: 'Общий', be: 'Агульны', en: 'Shared' }
  return definePlugin({
    id: 'shares',
    engine: '^0.1',
    title: text,
    summary: text,
    services: (scope) => {
      scope.bind(MadeOnce, () => (made ??= { city: scope.city.slug }))
    },
  })
}

/** Whoever has declared one of these ports may call what it stands for. */
const mayCall = (unit: string): boolean =>
  unit === 'civic' ||
  installed.some(
    ({ plugin }) =>
      plugin.storage?.schema === unit &&
      [Files, Notifications, Numbering].every((port) =>
        (plugin.uses as readonly unknown[] | undefined)?.includes(port),
      ),
  )
const schemas = installed.flatMap(({ plugin }) => (plugin.storage ? [plugin.storage.schema] : []))

describe.each([...schemas, 'civic', 'forgetful'])('SQL of its own, as the role of "%s"', (unit) => {
  let raw: pg.Client
  let tables: string[]
  beforeAll(async () => {
    raw = new pg.Client({ connectionString: host.host.storage.urlOf(unit) })
    await raw.connect()
    tables = await cityTables(raw, unit)
  })
  afterAll(() => raw.end())
  const cities = async (table: string): Promise<number[]> =>
    (await raw.query<{ city: number }>(`select distinct city from ${table}`)).rows.map((row) => row.city)
  /** Whoever has not declared a port may not even call what it stands for. */
  const offered = (call: string, ...values: unknown[]): Promise<unknown[]> =>
    raw.query(call, values).then(
      ({ rows }) => rows as unknown[],
      (error: { code?: string }) => {
        if (error.code !== '42501' || mayCall(unit)) throw error
        return []
      },
    )
  const inCity = (slug: string) => raw.query(`select set_config('app.city', $1, false)`, [slug && String(idOf(slug))])

  test('shows nothing before a city is set', async () => {
    expect(tables.length).toBeGreaterThan(0)
    for (const table of tables) expect(await cities(table), table).toEqual([])
  })

  test('reads, changes and deletes rows of the city that is set alone', async () => {
    await inCity('uzda')
    const filled = tables.filter((table) => before[table]!.length > 0)
    expect(filled.length).toBeGreaterThan(0)
    for (const table of filled) {
      expect(await cities(table), table).toEqual([idOf('uzda')])
      await expect(raw.query(`update ${table} set city = ${idOf('zhodino')}`), table).rejects.toThrow(
        /row-level security/,
      )
      await raw.query('begin')
      const mine = (await raw.query(`select 1 from ${table}`)).rowCount
      expect((await raw.query(`delete from ${table}`)).rowCount, table).toBe(mine)
      await raw.query('rollback')
    }
    expect(await dumpCity(host.databaseUrl, idOf('zhodino'))).toEqual(before)
  })

  test('reaches nothing of Жодино through what other parts offer it', async () => {
    await inCity('uzda')
    for (const { id, subject } of before['civic.file'] as { id: string; subject: string | null }[]) {
      expect(await offered('select * from civic.attach_files($1, $2)', [id], subject)).toEqual([])
      await offered(
        'select civic.present_files($1, $2)',
        subject,
        JSON.stringify([{ id, shown: false, covered: [{ x: 0, y: 0, width: 1, height: 1 }] }]),
      )
      await offered('select civic.release_files($1)', subject)
    }
    for (const { about } of before['civic.notification']!) await offered('select civic.forget_notifications($1)', about)
    await offered(`select civic.next_number('С', 2026)`)
    expect(await dumpCity(host.databaseUrl, idOf('zhodino'))).toEqual(before)
  })
})

test('no service of one city is the object that serves another', () => {
  const containers = ['uzda', 'zhodino'].map((slug) => host.host.runtimes.of(host.host.store.bySlug(slug)!).container)
  const shared = tokens.filter((token) => {
    const [one, other] = containers.map((container) => container.get(token))
    return one === other
  })
  expect(tokens.map((token) => token.name)).toEqual(
    expect.arrayContaining([
      'CityCalendars',
      'CityDirectory',
      'CityFiles',
      'CityTopics',
      'Deadlines',
      'MadeOnce',
      'Notifications',
      'Numbering',
    ]),
  )
  // the one that was made wrong on purpose, and no other; what the host itself binds knows no city
  expect(shared).toEqual([MadeOnce])
  expect(containers[0]!.get(Clock as never)).toBe(containers[1]!.get(Clock as never))
})
