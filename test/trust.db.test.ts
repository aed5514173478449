import { randomUUID } from 'node:crypto'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { createServer, connect, type AddressInfo } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { definePlugin, Files, Notifications, rateable, type Ctx, type RateableSource } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'
import { urlAs } from '../core/host/src/storage/units/installation.ts'
import { migratorOf } from '../core/host/src/storage/grants/migrator-role.ts'
import { bell } from '../core/host/test/doubles/event-plugins.ts'
import { notes } from '../core/host/test/notes-plugin.ts'
import { read } from './workspace.ts'

const text = { ru: 'Чужак', be: 'Чужак', en: 'Stranger' }
/** What the stranger does when its field is asked: each test puts its own deed here. */
let deed: (ctx: Ctx) => unknown = () => 'nothing'
const stranger = definePlugin({
  ...bell,
  id: 'stranger',
  title: text,
  summary: text,
  emits: {},
  uses: [Files, Notifications],
  storage: { schema: 'stranger', entities: [], migrations: [] },
  graph: {
    typeDefs: 'extend type Query { deed: String @public }',
    resolvers: { Query: { deed: async (_: unknown, _args: unknown, ctx: Ctx) => String(await deed(ctx)) } },
  },
})
let handed: Ctx | undefined
const source: RateableSource = {
  subject: async (ctx) => {
    handed = ctx
    return undefined
  },
  tell: async () => undefined,
}
const rateableNotes = definePlugin({
  ...notes,
  provides: [rateable('Note', source, { finished: 'notes.note.written@1' })],
})

let city: TestHost
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell, rateableNotes, stranger] })
})
afterAll(() => city.stop())

const idOf = (slug: string) => city.host.store.bySlug(slug)!.city.id
const ctxOf = (plugin: string, slug = 'uzda') =>
  city.host.systemScope(idOf(slug), 'test').ctx(city.host.registry.find(plugin)!)
const asStranger = (statement: ReturnType<typeof sql>) => ctxOf('stranger').db.transaction((tx) => tx.run(statement))
const does = async (what: (ctx: Ctx) => unknown) => {
  deed = what
  return (await city.graph<{ deed: string }>('uzda', '{ deed }')).data.deed
}
const writeNote = (slug: string, words: string) =>
  city.graph(
    slug,
    'mutation ($text: String!) { writeNote(text: $text) { __typename } }',
    { text: words },
    { as: `operator.${slug}` },
  )

test.each(['notes.note', 'core.city', 'core.outbox', 'core.audit', 'civic.file', 'core.module_health'])(
  '1. a module does not read %s',
  async (table) => {
    await expect(asStranger(sql.raw(`select * from ${table}`) as never)).rejects.toMatchObject({ code: '42501' })
  },
)

test('2. it sees no row of another city, and writes none', async () => {
  await writeNote('uzda', 'наша')
  await writeNote('zhodino', 'соседей')
  const { db } = ctxOf('notes')
  expect(
    (await sql<{ text: string }>`select text from notes.note where city = ${idOf('zhodino')} or true`.execute(db.read))
      .rows,
  ).toEqual([{ text: 'наша' }])
  await expect(
    db.transaction((tx) =>
      tx.run(sql`insert into notes.note (city, id, text) values (${idOf('zhodino')}, gen_random_uuid(), 'чужая')`),
    ),
  ).rejects.toMatchObject({ code: '42501' })
})

test('3. raw SQL does not take it to another city, and the next request stays in its own', async () => {
  const { db } = ctxOf('notes')
  const injected = `'; select set_config('app.city', '${idOf('zhodino')}', false) --`
  for (const statement of [
    `select * from notes.note where text = '${injected}'`,
    `set app.city = '2'`,
    `do $$ begin perform 1; end $$`,
  ]) {
    await expect(sql.raw(statement).execute(db.read)).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  }
  await expect(sql.raw('select text into temp kept from notes.note').execute(db.read)).rejects.toMatchObject({
    code: '42501',
  })
  await expect(sql.raw(`select 1; delete from notes.note`).execute(db.read)).rejects.toMatchObject({ code: '42601' })
  expect((await city.graph('uzda', '{ notes { text } }')).data).toEqual({ notes: [{ text: 'наша' }] })
})

test('4. it says nothing in another’s name', async () => {
  await expect(
    ctxOf('stranger').db.transaction(async (tx) =>
      tx.emit({ type: 'notes.note.written@1', subject: 'notes:Note:1', data: { id: '1' } }),
    ),
  ).rejects.toMatchObject({ code: 'VMESTE_EVENT_UNDECLARED' })
  const flush = (type: string, action: string) =>
    asStranger(
      sql`select
        core.flush(${JSON.stringify([{ id: crypto.randomUUID(), type, subject: 'x', data: {}, occurred_at: new Date() }])}::jsonb,
        ${JSON.stringify([{ action, subject: 'x', at: new Date() }])}::jsonb, 'somebody')`,
    )
  await expect(flush('notes.note.written@1', 'stranger.act')).rejects.toMatchObject({ code: '42501' })
  await expect(flush('stranger.acted@1', 'core.modules.change')).rejects.toMatchObject({ code: '42501' })
  for (const channel of ['vmeste_live', 'vmeste_city', 'vmeste_identity', 'worker:migrate']) {
    await expect(asStranger(sql`select pg_notify(${channel}, '{}')`), channel).rejects.toMatchObject({
      code: 'VMESTE_SQL_REFUSED',
    })
  }
})

test('6. it gets no other module’s Ctx', async () => {
  const own = ctxOf('stranger')
  const [provided] = own.capabilities<RateableSource>('rateable@1')
  await provided!.implementation.subject({ id: '1' })
  expect(handed).toBeDefined()
  const reached = new Set<unknown>()
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || reached.has(value) || depth > 4) return
    reached.add(value)
    for (const owner of [value, Object.getPrototypeOf(value) as object | null]) {
      for (const key of owner === null ? [] : Reflect.ownKeys(owner)) {
        try {
          walk((value as Record<PropertyKey, unknown>)[key], depth + 1)
        } catch {
          /* a getter that asks for more than we have */
        }
      }
    }
  }
  walk({ own, provided }, 0)
  expect(reached.size).toBeGreaterThan(10)
  expect(reached.has(handed)).toBe(false)
})

test('24. it writes to whom it will, but says of nobody that they want it', async () => {
  await expect(asStranger(sql`select civic.prove_recipient('hash', null, now())`)).rejects.toMatchObject({
    code: '55000',
  })
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from civic.recipient`.execute(
    ctxOf('civic').db.read,
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('7. it lets go of nobody else’s files and notices, and hides none', async () => {
  const file = randomUUID()
  const civic = ctxOf('civic')
  await civic.db.transaction((tx) =>
    tx.run(
      sql`insert into civic.file (id, sha256, width, height, bytes, subject, uploaded_at)
        values (${file}, 'x', 1, 1, 1, 'notes:Note:1', now())`,
    ),
  )
  await civic.db.transaction((tx) =>
    tx.run(
      sql`insert into civic.notification (id, event, recipient, channel, lang, subject, text, about, created_at)
        values (gen_random_uuid(), 'e', 'r', 'PORTAL', 'ru', 's', 't', 'notes:Note:1', now())`,
    ),
  )
  await asStranger(sql`select civic.release_files('notes:Note:1'), civic.forget_notifications('notes:Note:1'),
    civic.present_files('notes:Note:1', ${JSON.stringify([{ id: file, shown: false, covered: [] }])}::jsonb)`)
  const { rows } = await sql<{
    files: number
    notices: number
  }>`select (select count(*)::int from civic.file where subject = 'notes:Note:1' and shown) as files, (select count(*)::int
    from civic.notification) as notices`.execute(civic.db.read)
  expect(rows).toEqual([{ files: 1, notices: 1 }])
})

test('15. it ends no transaction that the host has begun, and writes nothing that stands in no schema', async () => {
  for (const ending of ['commit', 'rollback', '/* a */ end', 'commit and chain', 'begin', "prepare transaction 'x'"]) {
    const kept = ctxOf('notes').db.transaction(async (tx) => {
      await tx.run(sql`insert into notes.note (id, text) values (gen_random_uuid(), 'половина')`)
      tx.emit({ type: 'notes.note.written@1', subject: 'notes:Note:1', data: { id: 'половина' } })
      await sql.raw(ending).execute(tx.kysely)
    })
    await expect(kept, ending).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  }
  await expect(
    ctxOf('notes').db.transaction((tx) => tx.kysely.executeQuery(sql.raw('commit').compile(tx.kysely))),
  ).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  expect((await sql`select from notes.note where text = 'половина'`.execute(ctxOf('notes').db.read)).rows).toEqual([])
  await expect(asStranger(sql`select lo_from_bytea(0, 'x')`)).rejects.toMatchObject({ code: 'VMESTE_SQL_REFUSED' })
  const past = new pg.Client({ connectionString: city.host.storage.urlOf('stranger') })
  await past.connect()
  await expect(past.query(`select lo_from_bytea(0, 'x')`)).rejects.toMatchObject({ code: '42501' })
  await past.end()
})

test('16. it could hold everybody up', async () => {
  let begun: (() => void) | undefined
  const started = new Promise<void>((resolve) => {
    begun = resolve
  })
  const busy = does(async () => {
    begun!()
    await new Promise((resolve) => {
      setTimeout(resolve, 20)
    })
    for (const until = performance.now() + 600; performance.now() < until;);
    return 'computed'
  })
  await started
  const from = performance.now()
  await new Promise((resolve) => {
    setTimeout(resolve, 40)
  })
  await city.graph('zhodino', '{ city { slug } }')
  expect(performance.now() - from).toBeGreaterThan(500)
  expect(await busy).toBe('computed')
})

test('17. it could read what the process may read', async () => {
  const file = join(city.dataFolder, 'secret')
  await writeFile(file, 'the secret')
  vi.stubEnv('VMESTE_SECRET', 'in the environment')
  expect(await does(async () => `${await readFile(file, 'utf8')}, ${process.env['VMESTE_SECRET']}`)).toBe(
    'the secret, in the environment',
  )
  vi.unstubAllEnvs()
})

test('18. it could talk to the network', async () => {
  const server = createServer((socket) => {
    socket.end('heard')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  expect(
    await does(async () => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
      return ((await once(socket, 'data')) as [Buffer])[0].toString()
    }),
  ).toBe('heard')
  server.close()
})

test('19. it could see what others say to the database', async () => {
  const original = pg.Client.prototype.query
  const overheard: string[] = []
  await does(() => {
    pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
      overheard.push(JSON.stringify(given[0]))
      return (original as (...all: unknown[]) => unknown).apply(this, given)
    } as typeof original
  })
  await writeNote('uzda', 'тайна')
  pg.Client.prototype.query = original
  expect(overheard.join('\n')).toContain('тайна')
})

test('20. its role could name any city on a connection of its own, and still reads no other module', async () => {
  const own = new pg.Client({ connectionString: city.host.storage.urlOf('notes') })
  await own.connect()
  await own.query(`select set_config('app.city', $1, false)`, [String(idOf('zhodino'))])
  expect((await own.query('select text from notes.note')).rows).toEqual([{ text: 'соседей' }])
  await expect(own.query('select * from bell.ring')).rejects.toMatchObject({ code: '42501' })
  await own.end()
  const installation = { rolePrefix: city.host.storage.roleOf('core').replace(/_core$/, ''), secret: testSecret }
  const owner = new pg.Client({
    connectionString: urlAs(city.databaseUrl, installation, migratorOf(installation, 'notes')),
  })
  await owner.connect()
  expect((await owner.query('select distinct city from notes.note order by 1')).rows).toEqual(
    [idOf('uzda'), idOf('zhodino')].toSorted((a, b) => a - b).map((each) => ({ city: each })),
  )
  await expect(owner.query('select * from bell.ring')).rejects.toMatchObject({ code: '42501' })
  await owner.end()
})

test('21. it could end the process', async () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never)
  await does(() => {
    process.exit(3)
  })
  expect(exit).toHaveBeenCalledWith(3)
  exit.mockRestore()
})

test('22. it could fill the memory', async () => {
  const kept: Buffer[] = []
  const before = process.memoryUsage().external
  await does(() => {
    kept.push(Buffer.alloc(64 * 2 ** 20, 1))
  })
  expect(process.memoryUsage().external - before).toBeGreaterThan(60 * 2 ** 20)
  expect(city.host.health.of('stranger', idOf('uzda'))?.state, 'nobody counts it').toBe('HEALTHY')
})

test('25. it could write into the data folder, start programs and listen on ports', async () => {
  expect(
    await does(async () => {
      await writeFile(join(city.dataFolder, 'left-behind'), 'by a module')
      const { stdout } = await promisify(execFile)(process.execPath, ['-p', '6 * 7'])
      const server = createServer((socket) => {
        socket.end('served')
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      const [heard] = (await once(connect((server.address() as AddressInfo).port, '127.0.0.1'), 'data')) as [Buffer]
      server.close()
      return `${await readFile(join(city.dataFolder, 'left-behind'), 'utf8')}, ${stdout.trim()}, ${heard.toString()}`
    }),
  ).toBe('by a module, 42, served')
})

test('26. it could be the owner of the database', async () => {
  const ask = async <Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      return (await client.query<Row>(statement)).rows
    } finally {
      await client.end()
    }
  }
  const [at] = await ask<{ folder: string }>(inject('superuser'), `select current_setting('data_directory') as folder`)
  expect(
    await does(async () => {
      const password = await readFile(join(dirname(at!.folder), 'password'), 'utf8')
      const url = Object.assign(new URL(city.databaseUrl), {
        username: new URL(inject('superuser')).username,
        password,
      })
      return (await ask<{ slug: string }>(url.href, 'select slug from core.city order by slug'))
        .map(({ slug }) => slug)
        .join()
    }),
  ).toBe('uzda,zhodino')
})

test('every claim of the page is tried: here, or in the file that it names', () => {
  const page = read('docs/trust.md')
  const claims = [...page.matchAll(/^(\d+)\. (.*)$/gm)]
  expect(claims.map(([, number]) => Number(number))).toEqual(Array.from({ length: claims.length }, (_, i) => i + 1))
  expect(claims.length).toBeGreaterThanOrEqual(29)
  for (const [, number, claim] of claims) {
    const named = [...claim!.matchAll(/\(`([^`]+\.test\.ts)`\)/g)].map(([, file]) => file!)
    for (const file of named.length ? named : ['test/trust.db.test.ts'])
      expect(read(file), `${file}: ${claim}`).toMatch(new RegExp(`test(?:\\.each\\(.*\\))?\\(\\s*'${number}\\. `))
  }
})

test('outside of the two lists the page claims nothing of what a module can do', () => {
  const loose = read('docs/trust.md')
    .split('\n')
    .filter((line) => line && !/^(\d+\. |#)/.test(line))
  for (const line of loose) expect(line).not.toMatch(/^(A module|Memory|It )/)
})
