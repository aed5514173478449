import { randomUUID } from 'node:crypto'
import { Kind, parse } from 'graphql'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '../src/plugin.ts'
import { packOf } from '../src/posters/poster-pack.ts'
import { openTown, submit, type Submitted, type Town } from './town.ts'

let town: Town
let report: Submitted
let file = ''
const reporter = { device: randomUUID() }
beforeAll(async () => {
  town = await openTown(inject('postgres'))
  file = await town.upload(reporter)
  report = await submit(
    town,
    {
      object: 'UZ-0047',
      tile: 'SWING',
      photos: [file],
      photoConsent: true,
      text: 'Позвоните +375291234567',
      contact: { email: 'anna@example.by', consent: true },
    },
    reporter,
  )
})
afterAll(() => town.stop())

/** By hand: who may call what, in the city they belong to. */
const mine: Readonly<Record<string, readonly string[]>> = {
  'appeals.read': ['operator', 'executor', 'head'],
  'appeals.answer': ['executor'],
  'appeals.coordinate': ['operator', 'head'],
  'appeals.photos': ['operator', 'executor'],
  'appeals.look': ['operator', 'executor'],
  'appeals.registry': ['admin', 'operator'],
  'appeals.morning': ['head'],
}
const everybody = ['guest', 'citizen', 'admin', 'operator', 'executor', 'head']
const samples: Readonly<Record<string, string>> = {
  'ID!': '"0"',
  'Int!': '1',
  'PhotoAreaInput!': '{ x: 0, y: 0, width: 1, height: 1 }',
  'ReportTextPart!': 'TEXT',
  'String!': '"x"',
  'Boolean!': 'true',
  'CorrectReportInput!': '{ text: "x" }',
  'UUID!': `"${randomUUID()}"`,
  'Date!': '"2030-01-01"',
  'QrObjectInput!': '{ code: "x", type: "x", name: { ru: "x", be: "x", en: "x" }, address: "x" }',
  'ObjectTypeInput!': '{ code: "x", title: { ru: "x", be: "x", en: "x" }, icon: "x", tiles: [] }',
  '[RoutingRuleInput!]!': '[{ department: "NONE" }]',
}
const rootFields = parse(appeals.graph!.typeDefs, { noLocation: false }).definitions.flatMap((definition) =>
  definition.kind === Kind.OBJECT_TYPE_EXTENSION && definition.name.value !== 'Subscription'
    ? definition.fields!.map((field) => ({
        name: field.name.value,
        root: definition.name.value === 'Query' ? 'query' : 'mutation',
        permission: field.directives!.flatMap((one) => {
          const value = one.arguments![0]?.value
          return value?.kind === Kind.STRING ? [value.value] : []
        })[0],
        args: field
          .arguments!.filter((one) => one.type.kind === Kind.NON_NULL_TYPE)
          .map((one) => ({
            name: one.name.value,
            type: appeals.graph!.typeDefs.slice(one.type.loc!.start, one.type.loc!.end),
          })),
      }))
    : [],
)

test.each(rootFields.filter((field) => field.permission).map((field) => [field.name, field] as const))(
  '%s: whoever may, in their own city, and nobody else',
  async (name, { root, permission, args }) => {
    // a table is a text
    const parts = name === 'objectsTable' ? '' : '{ __typename ... on Problem { code } }'
    const call = `${root} { r: ${name}${args.length ? `(${args.map((one) => `${one.name}: ${samples[one.type]}`).join(', ')})` : ''} ${parts} }`
    const query =
      name === 'objectTypes' || name === 'routingRules' || !call.includes('Problem') || root === 'query'
        ? call.replace('... on Problem { code } ', '')
        : call
    for (const who of everybody)
      for (const city of who === 'guest' || who === 'citizen' ? [''] : ['.uzda', '.zhodino']) {
        const reply = await town.graph<{ r: { code?: string } | null }>(
          'uzda',
          query,
          {},
          who === 'guest' ? {} : { as: `${who}${city}` },
        )
        const code = reply.errors?.[0]?.extensions.code ?? reply.data.r?.code
        const refused = code === 'FORBIDDEN' || code === 'UNAUTHENTICATED'
        expect(refused, `${name} as ${who}${city}: ${code}`).toBe(
          !(mine[permission!]!.includes(who) && city === '.uzda'),
        )
      }
  },
)

test('an executor of another department neither sees nor moves it', async () => {
  const other = { as: 'executor.uzda+light' }
  const seen = await town.graph('uzda', 'query ($id: ID!) { report(id: $id) { id } }', { id: report.id }, other)
  expect([seen.data, seen.errors?.[0]?.extensions.code]).toEqual([{ report: null }, 'REPORT_UNKNOWN'])
  const asked = await town.ask<{ reports: { total: number } }>('{ reports { total nodes { id } } }', {}, other)
  expect(asked.reports).toEqual({ total: 0, nodes: [] })
  for (const verb of ['acceptReport', 'answerReport']) {
    const moved = await town.ask<{ r: unknown }>(
      `mutation ($id: ID!) { r: ${verb}(id: $id, version: 1) { __typename ... on Problem { code } } }`,
      { id: report.id },
      other,
    )
    expect(moved.r, verb).toEqual({ __typename: 'NotAllowed', code: 'OTHER_DEPARTMENT' })
  }
  const hidden = await town.ask<{ r: unknown }>(
    'mutation ($report: ID!, $photo: UUID!) { r: passPhoto(report: $report, photo: $photo) { __typename ... on Problem { code } } }',
    { report: report.id, photo: file },
    other,
  )
  expect(hidden.r).toEqual({ __typename: 'NotAllowed', code: 'OTHER_DEPARTMENT' })
})

test('staff of the other city find nothing of it, by number, id or object', async () => {
  for (const filter of [{}, { search: report.number }, { object: 'UZ-0047' }]) {
    const { data } = await town.graph<{ reports: { total: number } }>(
      'zhodino',
      'query ($filter: ReportFilter) { reports(filter: $filter) { total nodes { id } } }',
      { filter },
      { as: 'head.zhodino' },
    )
    expect(data.reports).toEqual({ total: 0, nodes: [] })
  }
  expect(
    (
      await town.graph(
        'zhodino',
        'query ($id: ID!) { report(id: $id) { id } }',
        { id: report.id },
        { as: 'head.zhodino' },
      )
    ).errors?.[0]?.extensions.code,
  ).toBe('REPORT_UNKNOWN')
})

test('a photo without a yes stays with the staff: checked or not, nobody is asked to check it', async () => {
  const own = await town.upload(reporter)
  const quiet = await submit(town, { object: 'UZ-0048', topic: 'YARD.PLAY', photos: [own] }, reporter)
  const page = () =>
    town.ask<{ place: { openReports: { photoState: string; photosBefore: unknown[] }[] } }>(
      '{ place(code: "UZ-0048") { openReports { photoState photosBefore { url } } } }',
    )
  expect((await page()).place.openReports).toEqual([{ photoState: 'NONE', photosBefore: [] }])
  const card = await town.ask<{
    report: { photoConsent: boolean; photosBefore: { id: string }[]; actions: { name: string }[] }
  }>(`{ report(id: "${quiet.id}") { photoConsent photosBefore { id } actions { name } } }`, {}, { as: 'operator.uzda' })
  expect(card.report).toMatchObject({ photoConsent: false, photosBefore: [{ id: own }] })
  expect(card.report.actions.map(({ name }) => name)).not.toContain('PASS_PHOTO')
  const passed = await town.ask(
    'mutation ($report: ID!, $photo: UUID!) { r: passPhoto(report: $report, photo: $photo) { __typename ... on Problem { code } } }',
    { report: quiet.id, photo: own },
    { as: 'operator.uzda' },
  )
  expect(passed).toMatchObject({ r: { code: 'PHOTO_NO_CONSENT' } })
  expect((await page()).place.openReports).toEqual([{ photoState: 'NONE', photosBefore: [] }])
  const queue = await town.ask<{ reports: { nodes: { id: string }[] } }>(
    '{ reports(filter: { photosToCheck: true }) { nodes { id } } }',
    {},
    { as: 'operator.uzda' },
  )
  expect(queue.reports.nodes.map(({ id }) => id)).toContain(report.id)
  expect(queue.reports.nodes.map(({ id }) => id)).not.toContain(quiet.id)
})

test('a stranger sees neither the photo before staff have passed it nor a phone in the text, ever', async () => {
  const page = () =>
    town.ask<{ place: { openReports: { text: string; photoState: string; photosBefore: { url: string }[] }[] } }>(
      '{ place(code: "UZ-0047") { openReports { text photoState photosBefore { url } } } }',
    )
  expect((await page()).place.openReports).toEqual([{ text: null, photoState: 'CHECKING', photosBefore: [] }])
  expect((await town.fileOf(file)).status).toBeGreaterThanOrEqual(400)
  const check = (verb: string) =>
    town.ask(
      `mutation ($report: ID!, $photo: UUID!) { ${verb}(report: $report, photo: $photo) { __typename } }`,
      { report: report.id, photo: file },
      { as: 'operator.uzda' },
    )
  await check('passPhoto')
  const [shown] = (await page()).place.openReports
  expect(shown).toMatchObject({ photoState: 'PASSED', photosBefore: [{}] })
  const bytes = Buffer.from(await (await town.fetch(shown!.photosBefore[0]!.url)).arrayBuffer())
  expect(bytes.length).toBeGreaterThan(100)
  expect(bytes.includes('GPS') || bytes.includes('Exif')).toBe(false)
  await town.ask(
    'mutation ($report: ID!, $version: Int!) { publishReport(report: $report, version: $version) { __typename } }',
    { report: report.id, version: 1 },
    { as: 'operator.uzda' },
  )
  expect((await page()).place.openReports).toMatchObject([{ text: 'Позвоните •••' }])
  await check('hidePhoto')
  expect((await page()).place.openReports).toMatchObject([{ photoState: 'NONE', photosBefore: [] }])
})

test('posters are for whoever keeps the registry, and are of this city', async () => {
  const get = (as: string | undefined, path: string) =>
    town.fetch(path, as ? { headers: { authorization: `Bearer ${as}` } } : {})
  const path = '/c/uzda/m/appeals/posters/pdf?size=A5&codes=UZ-0047,UZ-0048'
  for (const as of [undefined, 'citizen', 'executor.uzda', 'admin.zhodino'])
    expect((await get(as, path)).status, String(as)).toBeGreaterThanOrEqual(401)
  const pdf = await get('admin.uzda', path)
  expect([pdf.status, pdf.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await pdf.arrayBuffer())
      .toString('latin1')
      .match(/\/Type \/Page\b/g),
  ).toHaveLength(2)
  const svg = await get('admin.uzda', '/c/uzda/m/appeals/posters/svg?size=A4&codes=uz-0047&lang=be')
  expect(await svg.text()).toContain('Дзіцячая пляцоўка')
  expect((await get('admin.zhodino', '/c/zhodino/m/appeals/posters/pdf?codes=UZ-0047')).status).toBe(404)
  expect((await get('admin.uzda', '/c/uzda/m/appeals/posters/docx')).status).toBe(422)
})

test('«all posters» says how many did not fit into the file, and the next file has them', async () => {
  const query = (after = '') => new URLSearchParams({ codes: 'UZ-0048,UZ-0049,UZ-0047', after })
  const codes = ({ objects }: Awaited<ReturnType<typeof packOf>>) => objects.map(({ code }) => code)
  const first = await packOf(town.ctx, query(), 2)
  expect([codes(first), first.left]).toEqual([['UZ-0047', 'UZ-0048'], 1])
  const next = await packOf(town.ctx, query('uz-0048'), 2)
  expect([codes(next), next.left]).toEqual([['UZ-0049'], 0])
})

test('what is held about a person is given and erased; the report stays', async () => {
  const anna = await submit(
    town,
    {
      place: { address: 'ул. Личная, 1' },
      topic: 'YARD.BENCH',
      text: 'Моя почта anna@example.by',
      contact: { email: 'anna@example.by', consent: true },
    },
    { as: 'anna' },
  )
  const key = (
    await town.ctx.db.read.selectFrom('report').select('person').where('id', '=', anna.id).executeTakeFirstOrThrow()
  ).person!
  const [held] = appeals.personalData!
  expect(await held!.export(town.ctx as never, key)).toMatchObject([
    { number: anna.number, contact_email: 'anna@example.by' },
  ])
  expect(await held!.erase(town.ctx as never, key)).toBe(1)
  expect(await held!.export(town.ctx as never, key)).toEqual([])
  const left = await town.ctx.db.read
    .selectFrom('report')
    .select(['text', 'contact_email', 'person', 'actor_hash'])
    .where('id', '=', anna.id)
    .executeTakeFirstOrThrow()
  expect(left).toMatchObject({ text: null, contact_email: null, person: null })
  expect(town.log.filter((line) => /anna@example|1234567/.test(line))).toEqual([])
})
