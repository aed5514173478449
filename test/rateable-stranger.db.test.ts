import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { definePlugin, rateable, z, type Ctx } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { root } from './workspace.ts'

const text = { ru: 'Выставки', be: 'Выставы', en: 'Exhibitions' }
const told: { id: string; href: string }[] = []
/** A third module that came yesterday: nothing but its own lines makes it rateable. */
const museum = definePlugin({
  id: 'museum',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'museum', entities: [], migrations: [] },
  graph: {
    typeDefs:
      'type Exhibition { id: ID! } extend type Query { exhibition(id: ID!): Exhibition @public } extend type Mutation { closeExhibition(id: ID!): Exhibition @public }',
    resolvers: {
      Query: { exhibition: (_: unknown, { id }: { id: string }) => ({ id }) },
      Mutation: {
        closeExhibition: (_: unknown, { id }: { id: string }, ctx: Ctx) =>
          ctx.db.transaction(async (tx) => {
            tx.emit({ type: 'museum.exhibition.closed@1', subject: `museum:Exhibition:${id}`, data: {} })
            return { id }
          }),
      },
    },
  },
  emits: { 'museum.exhibition.closed@1': z.object({}) },
  provides: [
    rateable(
      'Exhibition',
      {
        subject: async (ctx) => ({ title: 'Выставка', department: 'HOUS', finishedAt: ctx.clock.now(), mine: true }),
        tell: async (_ctx, id, { href }) => {
          told.push({ id, href })
        },
      },
      { finished: 'museum.exhibition.closed@1' },
    ),
  ],
})

let host: TestHost
const reports: string[] = []
const secrets: string[] = []
beforeAll(async () => {
  host = await createTestHost({ postgres: inject('postgres'), modules: [ratings, appeals, museum] })
  await finishReports()
  await host.host.events.idle()
})
afterAll(() => host.stop())

type Result = { id: string; secret: string; version: number }
async function act(mutation: string, variables: Record<string, unknown>, as?: string): Promise<Result> {
  const { data, errors } = await host.graph<{ r: Result & { code?: string } }>(
    'uzda',
    mutation,
    variables,
    as ? { as } : {},
  )
  if (errors || data.r.code) throw new Error(JSON.stringify(errors ?? data.r))
  return data.r
}
/** Two reports to the housing department, the first of them mended and confirmed. */
async function finishReports(): Promise<void> {
  const name = { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }
  const { id: organisation } = await act(
    'mutation ($i: OrganisationInput!) { r: saveOrganisation(input: $i) { ... on Organisation { id } ... on Problem { code } } }',
    { i: { code: 'RIK', kind: 'UTILITY', name } },
    'admin.uzda',
  )
  const { id: department } = await act(
    'mutation ($i: DepartmentInput!) { r: saveDepartment(input: $i) { ... on Department { id } ... on Problem { code } } }',
    { i: { code: 'HOUS', name, organisation } },
    'admin.uzda',
  )
  await act(
    'mutation ($i: StaffMemberInput!) { r: saveStaffMember(input: $i) { __typename ... on Problem { code } } }',
    { i: { person: keyOfTestPerson('executor.uzda'), name: 'М', position: 'мастер', departments: [department] } },
    'admin.uzda',
  )
  for (const address of ['ул. Мира, 3', 'ул. Лесная, 1']) {
    const input = {
      submissionKey: crypto.randomUUID(),
      anywayNew: true,
      place: { address },
      topic: 'YARD.PLAY',
      contact: { email: 'olga@example.test', consent: true },
    }
    const { id, secret } = await act(
      'mutation ($i: SubmitReportInput!) { r: submitReport(input: $i) { ... on SubmittedReport { id secret } ... on Problem { code } } }',
      { i: input },
    )
    reports.push(id)
    secrets.push(secret)
  }
  const accepted = await act(
    'mutation ($id: ID!) { r: acceptReport(id: $id, version: 1) { ... on Report { version } ... on Problem { code } } }',
    { id: reports[0] },
    'executor.uzda',
  )
  await act(
    'mutation ($id: ID!, $version: Int!) { r: answerReport(id: $id, version: $version, text: "Готово") { ... on Report { version } ... on Problem { code } } }',
    { id: reports[0], version: accepted.version },
    'executor.uzda',
  )
  await act('mutation ($s: String!) { r: confirmReport(secret: $s) { __typename ... on Problem { code } } }', {
    s: secrets[0],
  })
}

const scores = { simplicity: 5, information: 5, timeliness: 4, courtesy: 5 }
const rate = async (input: Record<string, unknown>) =>
  (
    await host.graph<{ rate: Record<string, unknown> }>(
      'uzda',
      'mutation ($input: RateInput!) { rate(input: $input) { __typename ... on Rated { given { overall verified } object { verified { n } } } ... on Problem { code } } }',
      { input },
    )
  ).data.rate
const off = async (module: string) => {
  const { data } = await host.graph<{ r: { revision: number } }>(
    'uzda',
    `mutation { r: changeModules(changes: [{ module: "${module}", enabled: false }]) { ... on ModulesChanged { revision } } }`,
    {},
    { as: 'admin.uzda' },
  )
  return { headers: { 'x-city-revision': String(data.r.revision) } }
}

test('the same stars stand on a report wherever it is shown, and on what a third module brings', async () => {
  const { data: types } = await host.graph<{ __type: { possibleTypes: { name: string }[] } }>(
    'uzda',
    '{ __type(name: "Rateable") { possibleTypes { name } } }',
    {},
    { as: 'admin.uzda' },
  )
  expect(types.__type.possibleTypes.map(({ name }) => name).sort()).toEqual([
    'Exhibition',
    'PublicReport',
    'Report',
    'TrackedReport',
  ])

  await host.graph('uzda', 'mutation { closeExhibition(id: "E1") { id } }')
  await host.host.events.idle()
  expect(told).toEqual([{ id: 'E1', href: expect.stringMatching(/^\/r\/[\w-]{32}$/) as unknown }])
  expect(await rate({ token: told[0]!.href.slice(3), scores })).toMatchObject({
    __typename: 'Rated',
    given: { overall: 4.75, verified: true },
    object: { verified: { n: 1 } },
  })
  expect(await rate({ subject: `appeals:Report:${reports[0]}`, access: secrets[0], scores })).toMatchObject({
    __typename: 'Rated',
    given: { verified: true },
  })
  expect(
    await rate({ subject: `appeals:Report:${reports[1]}`, access: secrets[0], scores }),
    'a key opens its own report only',
  ).toMatchObject({ code: 'SUBJECT_UNKNOWN' })

  const { data } = await host.graph(
    'uzda',
    'query ($id: ID!, $secret: String!) { exhibition(id: "E1") { serviceRating { overall } } report(id: $id) { serviceRating { overall verified } } track(secret: $secret) { serviceRating { overall } } }',
    { id: reports[0], secret: secrets[0] },
    { as: 'operator.uzda' },
  )
  expect(data).toEqual({
    exhibition: { serviceRating: { overall: 4.75 } },
    report: { serviceRating: { overall: 4.75, verified: true } },
    track: { serviceRating: { overall: 4.75 } },
  })
})

test('the reporter’s own letter brings the invitation, beside the one that it is fixed', async () => {
  const { db } = host.host
    .systemScope(host.host.store.bySlug('uzda')!.city.id, 'test')
    .ctx(host.host.registry.find('civic')!) as Ctx<{
    notification: { subject: string; href: string | null; about: string }
  }>
  const letters = await db.read
    .selectFrom('notification')
    .select(['subject', 'href', 'about'])
    .where('about', '=', `appeals:Report:${reports[0]}`)
    .execute()
  expect(letters.filter(({ href }) => href?.startsWith('/r/'))).toMatchObject([{ subject: 'Как сработали?' }])
  expect(letters.some(({ subject }) => subject.includes('исправлено'))).toBe(true)
})

test('each goes without the others noticing: the register and past stars stay', async () => {
  const look = async (options: { headers: Record<string, string> }) =>
    (
      await host.graph<{ ratedObject: { verified: { n: number } } }>(
        'uzda',
        '{ ratedObject(code: "HOUS") { verified { n overall } } }',
        {},
        options,
      )
    ).data.ratedObject.verified.n
  expect(await look(await off('appeals'))).toBe(2)
  const options = await off('museum')
  expect(await look(options)).toBe(2)
  const { data } = await host.graph<{ __type: unknown }>(
    'uzda',
    '{ __type(name: "Exhibition") { name } }',
    {},
    { ...options, as: 'admin.uzda' },
  )
  expect(data.__type).toBeNull()
})

test('neither of the two knows the other’s name', () => {
  const mentions = (module: string, word: RegExp) =>
    globSync(`modules/${module}/**/*.{ts,vue,json,graphql}`, {
      cwd: root,
      exclude: (file) => /node_modules|dist$/.test(file),
    }).flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (word.test(line) ? [`${file}:${at + 1} ${line.trim().slice(0, 100)}`] : [])),
    )
  expect(mentions('ratings', /appeals/i)).toEqual([])
  expect(mentions('appeals', /@vmeste\/ratings|['"`/]ratings\b|ratings\.rating|ServiceRating/)).toEqual([])
  expect(mentions('appeals', /appeals/).length).toBeGreaterThan(100)
})
