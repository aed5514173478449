import pg from 'pg'
import {
  Accounts,
  Deadlines,
  definePlugin,
  Directory,
  Files,
  Notifications,
  Numbering,
  Tasks,
  Topics,
  type Plugin,
  type Token,
} from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'
import { migrateFor } from '@vmeste/host/storage'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { civicPlugin } from './plugin.ts'

const text = { ru: 'Сосед', be: 'Сусед', en: 'Neighbour' }
const withPort = (id: string, ...uses: Token<unknown>[]): Plugin =>
  definePlugin({
    id,
    engine: '^0.1',
    title: text,
    summary: text,
    uses,
    storage: { schema: id, entities: [], migrations: [] },
  })
/** One that has declared nothing, and one for each port there is. */
const neighbours = [
  withPort('nothing'),
  ...[Deadlines, Directory, Files, Notifications, Numbering, Tasks, Topics].map((port) =>
    withPort(`with_${port.name.toLowerCase()}`, port),
  ),
]
const prying = withPort('prying', Accounts)

let town: TestHost
let owner: pg.Client
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [...neighbours, prying] })
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await town.stop()
})

interface Offered {
  readonly name: string
  readonly short: string
  readonly arguments: string[]
}
const offered = async (): Promise<Offered[]> =>
  (
    await owner.query<Offered>(`
  select f.oid::regprocedure::text as name, f.proname as short, array(select format_type(type, null)
    from unnest(f.proargtypes) with ordinality as each(type, nth) order by nth) as arguments
  from pg_proc f where f.pronamespace = 'civic'::regnamespace`)
  ).rows
const mayCall = async (plugin: Plugin, { name }: Offered) =>
  (
    await owner.query<{ may: boolean }>('select has_function_privilege($1, $2, $3) as may', [
      town.host.storage.roleOf(plugin.id),
      name,
      'execute',
    ])
  ).rows[0]?.may
const portsOf = ({ short }: Offered) =>
  civicPlugin()
    .storage!.lends!.filter(({ functions }) => functions.includes(short))
    .map(({ port }) => port)

describe.each(neighbours.map((plugin) => [plugin.id, plugin] as const))('%s', (id, plugin) => {
  test('5. may call what the ports it declares stand for, and no other function of the platform’s services', async () => {
    const functions = await offered()
    expect(functions.length).toBeGreaterThanOrEqual(5)
    for (const each of functions) {
      const declared = portsOf(each).some((port) => plugin.uses?.includes(port))
      expect(await mayCall(plugin, each), each.name).toBe(declared)
      const ctx = town.host
        .systemScope(town.host.store.bySlug('uzda')!.city.id, 'test')
        .ctx(town.host.registry.find(id)!)
      const call = ctx.db.transaction(async (tx) => {
        await tx.run(sql.raw(`select civic.${each.short}(${each.arguments.map((type) => `null::${type}`).join(', ')})`))
      })
      const refusal = await call.then(
        () => undefined,
        (error: { code?: string }) => error.code,
      )
      if (declared) expect(refusal, each.name).not.toBe('42501')
      else expect(refusal, each.name).toBe('42501')
    }
  })
})

test('who works in a city, and by what address, is told to no module, whatever it declares', () => {
  const ctx = town.ctxIn('uzda', 'prying')
  expect(() => ctx.use(Accounts)).toThrow(/for the platform's own services alone/)
  expect(town.ctxIn('uzda', 'civic').use(Accounts)).toBeInstanceOf(Accounts)
})

test('every function has its port', async () => {
  for (const each of await offered()) expect(portsOf(each), each.name).toHaveLength(1)
})

test('a port that is no longer declared is taken back at the next start, a new one is given', async () => {
  const number = (await offered()).find(({ short }) => short === 'next_number')!
  const [numbering, notices] = [withPort('with_numbering'), withPort('with_notifications', Notifications, Numbering)]
  await migrateFor(town.databaseUrl, testSecret, [
    civicPlugin(),
    ...neighbours.map((each) => [numbering, notices].find(({ id }) => id === each.id) ?? each),
  ])
  expect([await mayCall(numbering, number), await mayCall(notices, number)]).toEqual([false, true])
})

test('what a database granted to all modules before is taken back', async () => {
  const [nothing] = neighbours
  for (const { name } of await offered())
    await owner.query(
      `grant execute on function ${name} to public, ${town.host.storage.roleOf('nothing').replace(/nothing$/, 'units')}`,
    )
  expect(await mayCall(nothing!, (await offered())[0]!)).toBe(true)
  await migrateFor(town.databaseUrl, testSecret, [civicPlugin(), ...neighbours])
  for (const each of await offered()) expect(await mayCall(nothing!, each), each.name).toBe(false)
})

test('a neighbour takes no number away: the next one follows the last', async () => {
  const ctxOf = (id: string) =>
    town.host.systemScope(town.host.store.bySlug('uzda')!.city.id, 'test').ctx(town.host.registry.find(id)!)
  const numbers = ctxOf('civic')
  const take = () => numbers.db.transaction((tx) => numbers.use(Numbering).next(tx, 'С'))
  const first = await take()
  for (const statement of [
    `select civic.next_number('С', 2026)`,
    `select civic.next_number(series, year) from (values ('С', 2026)) as each(series, year)`,
  ]) {
    await expect(ctxOf('nothing').db.transaction((tx) => tx.run(sql.raw(statement)))).rejects.toMatchObject({
      code: '42501',
    })
  }
  expect([first, await take()].map((number) => number.slice(-6))).toEqual(['000001', '000002'])
})

test('24. one who has been granted a port could overdo it: numbers of another’s series, a letter to anybody', async () => {
  const ctxOf = (id: string) =>
    town.host.systemScope(town.host.store.bySlug('uzda')!.city.id, 'test').ctx(town.host.registry.find(id)!)
  const numbers = ctxOf('with_numbering')
  expect(await numbers.db.transaction((tx) => numbers.use(Numbering).next(tx, 'О'))).toMatch(/-О-2026-000001$/)
  const notices = ctxOf('with_notifications')
  await notices.db.transaction((tx) =>
    notices
      .use(Notifications)
      .send(tx, {
        event: crypto.randomUUID(),
        to: { email: 'anybody@example.by' },
        lang: 'ru',
        subject: 'Письмо',
        text: 'Текст',
        about: 'appeals:Report:1',
      }),
  )
  expect((await owner.query<{ recipient: string }>('select recipient from civic.notification')).rows).toEqual([
    { recipient: 'anybody@example.by' },
  ])
})
