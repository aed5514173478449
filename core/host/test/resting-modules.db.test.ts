import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { definePlugin, on, z, type Plugin } from '@vmeste/sdk'
import { Migration, rowLevelSecurity, sql } from '@vmeste/sdk/storage'
import { createTestDatabase, fakeIdentity, testSecret, uzda, zhodino } from '@vmeste/testkit'
import { notes } from './notes-plugin.ts'

const text = { ru: 'Соседи', be: 'Суседзі', en: 'Neighbours' }
class First extends Migration {
  override up(): void {
    this.addSql(
      `create table echo.heard (city int not null default core.current_city(), id text not null,
        constraint heard_pkey primary key (city, id))`,
    )
    for (const statement of rowLevelSecurity('echo.heard')) this.addSql(statement)
  }
}
class Broken extends Migration {
  override up(): void {
    this.addSql('alter table echo.heard add column kept text')
    this.addSql(`update echo.heard set colour = 'red'`)
  }
}
class Mended extends Migration {
  override up(): void {
    this.addSql('alter table echo.heard add column kept text')
  }
}
class Loose extends Mended {
  override isTransactional(): boolean {
    return false
  }
}

const first = { name: '0001-heard', class: First }
/** Hears of notes and keeps their ids. */
const echo = (extra: Partial<Plugin> = {}, ...migrations: { name: string; class: typeof First }[]) =>
  definePlugin({
    id: 'echo',
    engine: '^0.1',
    title: text,
    summary: text,
    graph: {
      typeDefs: 'extend type Query { echoes: [String!] @public }',
      resolvers: {
        Query: {
          echoes: async (_: unknown, _args: unknown, ctx) =>
            (await sql<{ id: string }>`select id from echo.heard order by 1`.execute(ctx.db.read)).rows.map(
              ({ id }) => id,
            ),
        },
      },
    },
    storage: { schema: 'echo', entities: [], migrations: [first, ...migrations] },
    subscribes: [
      on('notes.note.written@1', z.object({ id: z.string() }), async (_ctx, event, tx) => {
        await tx.run(sql`insert into echo.heard (id) values (${event.data.id})`)
      }),
    ],
    ...extra,
  })

let folder = ''
let database: Awaited<ReturnType<typeof createTestDatabase>>
let owner: pg.Client
let log: string[] = []
let open: Host | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-resting-'))
  database = await createTestDatabase(inject('postgres'), [civicPlugin(), notes], [])
  owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
})
afterEach(async () => {
  await open?.stop()
  open = undefined
})
afterAll(async () => {
  await owner.end()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})

/** A host with notes and whatever else; cities are made by the first. */
async function start(
  modules: readonly Plugin[],
  civic = civicPlugin(),
): Promise<{
  host: Host
  ask: (
    city: string,
    query: string,
    as?: string,
  ) => Promise<{ data: Record<string, unknown>; errors?: { extensions: { code: string } }[] }>
  ready: () => Promise<unknown>
}> {
  log = []
  const host = (open = await createHost({
    databaseUrl: database.url,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: folder,
    civic,
    modules,
    identity: async () => fakeIdentity,
    logger: pino(
      { level: 'error' },
      {
        write: (line: string) => {
          log.push(line)
        },
      },
    ),
  }))
  if (host.store.all().length === 0) for (const city of [uzda, zhodino]) await host.createCity(city, ['notes', 'echo'])
  const url = `http://127.0.0.1:${await host.listen(0)}`
  return {
    host,
    ask: async (city, query, as) =>
      (await (
        await fetch(`${url}/c/${city}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'accept-language': 'be',
            ...(as ? { authorization: `Bearer ${as}` } : {}),
          },
          body: JSON.stringify({ query }),
        })
      ).json()) as never,
    ready: async () => await (await fetch(`${url}/health/ready`)).json(),
  }
}
const write = 'mutation { writeNote(text: "слово") { ... on Note { id } } }'
const shown = '{ modules { id enabled health { state reason } } }'
const columns = async () =>
  (
    await owner.query<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = 'echo' order by 1`,
    )
  ).rows.map(({ column_name: name }) => name)
const recorded = async () =>
  (await owner.query<{ name: string }>('select name from echo.migration order by 1')).rows.map(({ name }) => name)

test('28. a module whose migration names an unknown column rests, named; every other module and city lives, and nothing of it is half done', async () => {
  const { ask, ready } = await start([notes, echo({}, { name: '0002-colour', class: Broken })])
  for (const city of ['uzda', 'zhodino']) {
    expect((await ask(city, write, `operator.${city}`)).data).toEqual({
      writeNote: { id: expect.any(String) as string },
    })
    expect((await ask(city, '{ notes { text } }')).data).toEqual({ notes: [{ text: 'слово' }] })
    expect((await ask(city, '{ echoes }')).errors).toHaveLength(1)
  }
  expect(await ready()).toEqual({
    status: 'ok',
    modules: [{ id: 'echo', state: 'RESTING', reason: 'VMESTE_MIGRATION_FAILED', at: '0002-colour' }],
  })
  const [, told] = (await ask('uzda', shown, 'admin.uzda')).data['modules'] as {
    id: string
    enabled: boolean
    health: { state: string; reason: string }
  }[]
  expect(told).toMatchObject({ id: 'echo', enabled: true, health: { state: 'RESTING' } })
  expect(told!.health.reason).toMatch(
    /^Не ўключыўся: не абнавіліся яго табліцы\..* 0002-colour: .*column "colour" of relation "heard" does not exist/,
  )
  expect(log).toHaveLength(1)
  expect(log[0]).toMatch(/echo rests: VMESTE_MIGRATION_FAILED at 0002-colour: .*does not exist.*vmeste remove echo/)
  expect(await columns()).not.toContain('kept')
  expect(await columns()).not.toContain('city')
})

test('what it would have heard meanwhile waits, and comes once a later start has it whole', async () => {
  {
    const { host, ask } = await start([notes, echo()])
    await host.events.unpark(host.store.bySlug('uzda')!.city.id, 'echo')
    await host.events.idle()
    expect((await ask('uzda', '{ echoes }')).data['echoes']).toHaveLength(1)
    await host.stop()
  }
  {
    const { host, ask } = await start([notes, echo({}, { name: '0002-colour', class: Broken })])
    await ask('uzda', write, 'operator.uzda')
    await host.events.idle()
    expect(
      (
        await owner.query<{ state: string }>(
          `select state from core.delivery where subscriber = 'echo/notes.note.written@1' and state <> 'done'`,
        )
      ).rows,
    ).toContainEqual({ state: 'parked' })
    expect(await columns()).toEqual(expect.arrayContaining(['city', 'id']))
    expect(await columns()).not.toContain('kept')
    expect(await recorded()).toEqual(['0001-heard'])
    expect((await owner.query('select from echo.heard')).rowCount).toBeGreaterThan(0)
    await host.stop()
  }
  const { host, ask } = await start([notes, echo({}, { name: '0002-colour', class: Mended })])
  await host.events.unpark(host.store.bySlug('uzda')!.city.id, 'echo')
  await host.events.idle()
  expect((await ask('uzda', '{ echoes }')).data['echoes']).toHaveLength(2)
  expect(await recorded()).toEqual(['0001-heard', '0002-colour'])
  expect(log).toEqual([])
})

const rings = [
  { name: '0001-heard', class: First },
  { name: '0002-colour', class: Mended },
]
test.each([
  [
    'asks more of an event than its producer promises',
    echo({
      subscribes: [on('notes.note.written@1', z.object({ id: z.string(), colour: z.string() }), async () => undefined)],
    }),
    'VMESTE_EVENT_MISFIT',
  ],
  [
    'does not compose with what is there already',
    echo({ graph: { typeDefs: 'type Note { id: ID! }', resolvers: {} } }),
    'VMESTE_GRAPH_TYPE_TWICE',
  ],
  [
    'has no resolver for its field',
    echo({ graph: { typeDefs: 'extend type Query { echoes: String @public }', resolvers: {} } }),
    'VMESTE_GRAPH_RESOLVER_MISSING',
  ],
  [
    'has a cron that is none',
    echo({ jobs: { tick: { cron: 'often', run: async () => undefined } } }),
    'VMESTE_JOB_CRON',
  ],
  [
    'has an unguarded route',
    echo({ routes: [{ method: 'GET', path: '/x', handle: async () => ({}) }] }),
    'VMESTE_ROUTE_UNGUARDED',
  ],
  [
    'cannot set its services up',
    echo({
      services: () => {
        throw new Error('no service today')
      },
      storage: { schema: 'echo', entities: [], migrations: rings },
    }),
    'VMESTE_MODULE_BROKEN',
  ],
  [
    'has a migration outside of the transaction',
    echo({ storage: { schema: 'echo', entities: [], migrations: [...rings, { name: '0003-loose', class: Loose }] } }),
    'VMESTE_MIGRATION_LOOSE',
  ],
])('a module that %s rests alone', async (_what, faulty, code) => {
  const { ask, ready } = await start([notes, faulty])
  expect(await ready()).toMatchObject({ modules: [{ id: 'echo', state: 'RESTING', reason: code }] })
  for (const city of ['uzda', 'zhodino'])
    expect((await ask(city, '{ notes { text } city { slug } }')).data).toMatchObject({ city: { slug: city } })
  expect(log).toHaveLength(1)
})

test('a module that leans on a neighbour’s type costs no city its graph where the neighbour is off', async () => {
  const { host, ask } = await start([
    notes,
    echo({
      graph: { typeDefs: 'extend type Query { echoed: [Note!] @public }', resolvers: { Query: { echoed: () => [] } } },
      storage: { schema: 'echo', entities: [], migrations: rings },
    }),
  ])
  expect((await ask('uzda', '{ echoed { id } }')).data).toEqual({ echoed: [] })
  await ask(
    'zhodino',
    'mutation { changeModules(changes: [{ module: "notes", enabled: false }]) { __typename } }',
    'admin.zhodino',
  )
  expect(host.store.bySlug('zhodino')!.enabledKey).toBe('echo')
  expect((await ask('zhodino', '{ city { slug } }')).data).toEqual({ city: { slug: 'zhodino' } })
  expect(log.join('\n')).toContain('left out of the graph')
})

test('a failing migration of the platform’s own ends the start, coded, with unit, migration and what to do', async () => {
  const civic = civicPlugin()
  class Wrong extends Migration {
    override up(): void {
      this.addSql('alter table civic.file add column twice int, add column twice int')
    }
  }
  await expect(
    start([notes], {
      ...civic,
      storage: { ...civic.storage!, migrations: [...civic.storage!.migrations, { name: '9999-wrong', class: Wrong }] },
    }),
  ).rejects.toMatchObject({
    code: 'VMESTE_MIGRATION_FAILED',
    message: expect.stringMatching(
      /Module "civic": its migration 9999-wrong failed and was undone: column "twice".*start the release that ran before/,
    ) as string,
  })
})
