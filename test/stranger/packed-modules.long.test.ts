import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { root } from '../workspace.ts'
import { appealsBeside, towns, type AppealsBeside, type Slug } from './appeals-beside.ts'
import { editFile, packAndStore, startAddedHost, vmeste, type AddedHost } from './packed-modules.ts'

/**
 * E12: a stranger's module and one of ours, both from packages, on one host. The stranger's is curious; then it throws,
 * leaks and hangs, in a resolver and in handlers of appeals' own event, and appeals does not notice.
 */
let home = ''
let host: AddedHost
let appeals: AppealsBeside
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-stranger-'))
  await vmeste(home, 'new', 'stray-animals')
  await makeCurious(join(home, 'stray-animals'))
  await makeUnruly(join(home, 'stray-animals'))
  await packAndStore(join(root, 'modules/appeals'), home, join(home, 'data'))
  await packAndStore('stray-animals', home, join(home, 'data'))
  host = await startAddedHost(inject('postgres'), join(home, 'data'))
  appeals = appealsBeside(host)
  for (const slug of towns) await appeals.setUp(slug)
}, 300_000)
afterAll(async () => {
  await host?.stop()
  await rm(home, { recursive: true, force: true })
})

/** A field that runs whatever statement it is given through the only door a module has. */
async function makeCurious(folder: string): Promise<void> {
  const edit = (file: string, from: string, to: string) => editFile(folder, file, from, to)
  await edit(
    'src/stray-animals.graphql',
    'extend type Query {',
    'extend type Query {\n  strayAnimalsPry(statement: String!): JSON @public',
  )
  await edit(
    'src/stray-animals.resolvers.ts',
    'export const resolvers',
    "import { sql } from '@vmeste/sdk/storage'\n\nexport const resolvers",
  )
  await edit(
    'src/stray-animals.resolvers.ts',
    'Query: {',
    `Query: {
    strayAnimalsPry: (_: unknown, { statement }: { statement: string }, ctx: ModuleCtx) => ctx.db.transaction((tx) => tx.run(sql.raw(statement))).then((rows) => ({ rows }), (error: unknown) => ({ refused: String(error) })),`,
  )
}

async function makeUnruly(folder: string): Promise<void> {
  await copyFile(join(import.meta.dirname, 'unruly.ts'), join(folder, 'src/unruly.ts'))
  await editFile(
    folder,
    'src/stray-animals.graphql',
    'extend type Query {',
    'extend type Query {\n  strayAnimalsDo(habit: String!): String @public\n  strayAnimalsHandlers(habit: String!): String @public',
  )
  await editFile(
    folder,
    'src/stray-animals.resolvers.ts',
    'export const resolvers',
    "import { strayAnimalsDo, strayAnimalsHandlers } from './unruly.ts'\n\nexport const resolvers",
  )
  await editFile(
    folder,
    'src/stray-animals.resolvers.ts',
    'Query: {',
    'Query: {\n    strayAnimalsDo, strayAnimalsHandlers,',
  )
  await editFile(folder, 'src/plugin.ts', 'subscribes: [hearReport]', 'subscribes: [hearReport, ...unruly]')
  await editFile(folder, 'src/plugin.ts', 'import { texts }', "import { unruly } from './unruly.ts'\nimport { texts }")
}

const report =
  'mutation($input: StrayAnimalsInput!) { reportStrayAnimals(input: $input) { __typename ... on StrayAnimalsSighting { id } } }'
const change =
  'mutation($changes: [ModuleChangeInput!]!) { changeModules(changes: $changes) { ... on ModulesChanged { revision } ... on Problem { code } } }'
const pry = async (city: string, statement: string) =>
  (
    await host.graph<{ strayAnimalsPry: { rows?: Record<string, unknown>[]; refused?: string } }>(
      city,
      'query($statement: String!) { strayAnimalsPry(statement: $statement) }',
      { statement },
    )
  ).data.strayAnimalsPry

test('no private doors: appeals from its package answers, draws its posters and prints them with the fonts it carries', async () => {
  const objects =
    'mutation ($csv: String!) { importObjects(csv: $csv) { __typename ... on TableImported { created } } }'
  const csv =
    'code;type;name;name_be;name_en;address;lat;lon;department\nUZ-0001;PLAYGROUND;Детская площадка;Дзіцячая пляцоўка;Playground;ул. Советская, 12;53,46270;27,21380;'
  expect((await host.graph('uzda', objects, { csv }, 'admin.uzda')).data).toEqual({
    importObjects: { __typename: 'TableImported', created: 1 },
  })
  const sent = await host.graph<{ submitReport: Record<string, unknown> }>(
    'uzda',
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { number } } }',
    { input: { submissionKey: crypto.randomUUID(), object: 'UZ-0001', text: 'Качели сломаны', photos: [] } },
  )
  expect(sent.data.submitReport['number']).toMatch(/^УЗ-С-\d{4}-000001$/)
  const pdf = Buffer.from(
    await (await host.fetch('/c/uzda/m/appeals/posters/pdf?codes=UZ-0001', 'admin.uzda')).arrayBuffer(),
  ).toString('latin1')
  expect(pdf).toMatch(/^%PDF-/)
  expect(pdf).toContain('DejaVuSans')
})

test('on in one city: there it answers, elsewhere it is off', async () => {
  expect(
    (await host.graph('zhodino', change, { changes: [{ module: 'stray-animals', enabled: false }] }, 'admin.zhodino'))
      .errors,
  ).toBeUndefined()
  expect((await host.graph('uzda', report, { input: { kind: 'CAT', place: 'ул. Ленина, 5' } })).data).toMatchObject({
    reportStrayAnimals: { __typename: 'StrayAnimalsSighting' },
  })
  expect(
    (await host.graph<{ strayAnimals: unknown[] }>('uzda', '{ strayAnimals { place } }')).data.strayAnimals,
  ).toEqual([{ place: 'ул. Ленина, 5' }])
  expect((await host.graph('zhodino', '{ strayAnimals { place } }')).errors?.[0]?.extensions.code).toBe(
    'MODULE_DISABLED',
  )
})

test("it reads neither another module's tables nor another city's rows, and writes none", async () => {
  await host.graph('zhodino', change, { changes: [{ module: 'stray-animals', enabled: true }] }, 'admin.zhodino')
  expect(await pry('uzda', 'select count(*)::int n from stray_animals.sighting')).toEqual({ rows: [{ n: 1 }] })
  expect(await pry('zhodino', 'select count(*)::int n from stray_animals.sighting')).toEqual({ rows: [{ n: 0 }] })
  for (const statement of [
    'select text from appeals.report',
    'select * from core.city_module',
    'select recipient from civic.notification',
    'delete from appeals.report',
    'select rolname, rolpassword from pg_authid',
  ]) {
    expect((await pry('uzda', statement)).refused, statement).toMatch(/permission denied/)
  }
  const [uzda] = (await pry('uzda', 'select distinct city from stray_animals.sighting')).rows ?? []
  expect(
    (
      await pry(
        'zhodino',
        `update stray_animals.sighting set place = 'чужое' where city = ${Number(uzda?.['city'])} returning id`,
      )
    ).rows,
  ).toEqual([])
  expect(
    (
      await pry(
        'zhodino',
        `insert into stray_animals.sighting (city, id, kind, place, seen_at) values (${Number(uzda?.['city'])},
          gen_random_uuid(), 'DOG', 'чужое', now())`,
      )
    ).refused,
  ).toMatch(/row-level security/)
})

const acts = (slug: Slug, habit: string, times: number) =>
  Array.from({ length: times }, () =>
    host.graph(slug, 'query ($habit: String!) { strayAnimalsDo(habit: $habit) }', { habit }),
  )
const handlersDo = (slug: Slug, habit: string) =>
  host.graph(slug, 'query ($habit: String!) { strayAnimalsHandlers(habit: $habit) }', { habit })
const handled = (habit: string) => host.said().split(`handler ${habit}\n`).length - 1

test('8. it throws, in its handlers and then whenever it is asked: appeals goes on, and it is shown as unhealthy in that city', async () => {
  await handlersDo('zhodino', 'throws')
  await appeals.goesOn('zhodino', 2_000)
  await expect.poll(() => handled('throws'), { timeout: 20_000 }).toBeGreaterThanOrEqual(8)
  const answers = await Promise.all(acts('zhodino', 'throws', 30))
  expect(answers.every(({ errors }) => errors?.length === 1)).toBe(true)
  await appeals.goesOn('zhodino', 2_000)
  expect(await appeals.states('zhodino')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'UNHEALTHY' })
  expect(await appeals.states('uzda')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'HEALTHY' })
})

test('8. it leaks every connection it has, in its handlers too: it waits for itself alone', async () => {
  await handlersDo('uzda', 'leaks')
  const leaking = acts('uzda', 'leaks', 20)
  await appeals.goesOn('uzda', 4_000)
  await Promise.all(leaking)
  await expect
    .poll(async () => (await host.graph('uzda', '{ strayAnimals { place } }')).errors?.length, { timeout: 20_000 })
    .toBe(1)
  expect((await appeals.states('uzda'))['appeals']).toBe('HEALTHY')
  await handlersDo('uzda', 'well')
  await expect
    .poll(async () => (await host.graph('uzda', '{ strayAnimals { place } }')).errors, {
      timeout: 90_000,
      interval: 500,
    })
    .toBeUndefined()
}, 150_000)

test('8. it hangs for as long as it is let, asked and in its handlers, ten seconds each: notices of appeals go out all the while', async () => {
  expect((await handlersDo('uzda', 'hangs')).errors).toBeUndefined()
  const from = performance.now()
  const hanging = Promise.all(acts('uzda', 'hangs', 60)).then((answers) => ({
    answers,
    after: performance.now() - from,
  }))
  await appeals.goesOn('uzda', 14_000)
  const { answers, after } = await hanging
  expect(after).toBeGreaterThan(7_900)
  expect(new Set(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code)))).toEqual(
    new Set(['MODULE_TIMEOUT']),
  )
  expect(handled('hangs')).toBeGreaterThanOrEqual(2)
  expect(handled('hangs'), 'two places, ten seconds each').toBeLessThanOrEqual(4)
  expect(await appeals.states('uzda')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'UNHEALTHY' })
}, 60_000)
