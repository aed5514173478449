import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { root } from '../workspace.ts'
import { editFile, packAndStore, startAddedHost, vmeste, type AddedHost } from './packed-modules.ts'

/** E12: a stranger's module and one of ours, both from packages, on one host; the stranger's is curious. */
let home = ''
let host: AddedHost
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-stranger-'))
  await vmeste(home, 'new', 'stray-animals')
  await makeCurious(join(home, 'stray-animals'))
  await packAndStore(join(root, 'modules/appeals'), home, join(home, 'data'))
  await packAndStore('stray-animals', home, join(home, 'data'))
  host = await startAddedHost(inject('postgres'), join(home, 'data'))
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
    'mutation ($csv: String!) { importObjects(csv: $csv) { __typename ... on ObjectsImported { created } } }'
  const csv =
    'code;type;name;name_be;name_en;address;lat;lon;department\nUZ-0047;PLAYGROUND;Детская площадка;Дзіцячая пляцоўка;Playground;ул. Советская, 12;53,46270;27,21380;'
  expect((await host.graph('uzda', objects, { csv }, 'admin.uzda')).data).toEqual({
    importObjects: { __typename: 'ObjectsImported', created: 1 },
  })
  const sent = await host.graph<{ submitReport: Record<string, unknown> }>(
    'uzda',
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { number } } }',
    { input: { submissionKey: crypto.randomUUID(), object: 'UZ-0047', text: 'Качели сломаны', photos: [] } },
  )
  expect(sent.data.submitReport['number']).toMatch(/^УЗ-С-\d{4}-000001$/)
  const pdf = Buffer.from(
    await (await host.fetch('/c/uzda/m/appeals/posters/pdf?codes=UZ-0047', 'admin.uzda')).arrayBuffer(),
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
