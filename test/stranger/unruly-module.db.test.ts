import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { keyOfTestPerson } from '@vmeste/testkit'
import { root } from '../workspace.ts'
import { editFile, packAndStore, startAddedHost, vmeste, type AddedHost } from './packed-modules.ts'

/**
 * E12: a stranger's module from its package throws, leaks and hangs, in a resolver and in handlers of appeals' own
 * event; appeals does not notice.
 */
let home = ''
let host: AddedHost
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-unruly-'))
  await vmeste(home, 'new', 'stray-animals')
  await makeUnruly(join(home, 'stray-animals'))
  await packAndStore(join(root, 'modules/appeals'), home, join(home, 'data'))
  await packAndStore('stray-animals', home, join(home, 'data'))
  host = await startAddedHost(inject('postgres'), join(home, 'data'))
  for (const slug of cities) await setUp(slug)
}, 300_000)
afterAll(async () => {
  await host?.stop()
  await rm(home, { recursive: true, force: true })
})

const cities = ['uzda', 'zhodino'] as const
type Slug = (typeof cities)[number]

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

async function ask<Data>(slug: Slug, query: string, variables: Record<string, unknown>, as: string): Promise<Data> {
  const { data, errors } = await host.graph<Data>(slug, query, variables, as)
  expect(errors).toBeUndefined()
  return data
}

/** A department with one of its people, to whom appeals sends a notice of every report about the playground. */
async function setUp(slug: Slug): Promise<void> {
  const name = { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }
  const admin = `admin.${slug}`
  const save = async (
    verb: string,
    type: string,
    kind: string,
    input: Record<string, unknown>,
    id = 'id',
  ): Promise<string> =>
    (
      await ask<{ saved: { id: string } }>(
        slug,
        `mutation ($input: ${type}!) { saved: ${verb}(input: $input) { ... on ${kind} { ${id} } ... on Problem { code } } }`,
        { input },
        admin,
      )
    ).saved.id
  const organisation = await save('saveOrganisation', 'OrganisationInput', 'Organisation', {
    code: 'RIK',
    kind: 'EXECUTIVE_COMMITTEE',
    name,
  })
  const department = await save('saveDepartment', 'DepartmentInput', 'Department', { code: 'HOUS', name, organisation })
  await save(
    'saveStaffMember',
    'StaffMemberInput',
    'StaffMember',
    { person: keyOfTestPerson(`executor.${slug}`), name: 'П. Мастер', position: 'мастер', departments: [department] },
    'id: person',
  )
  const csv =
    'code;type;name;name_be;name_en;address;lat;lon;department\nUZ-0047;PLAYGROUND;Площадка;Пляцоўка;Playground;ул. Советская, 12;53,46;27,21;HOUS'
  await ask(slug, 'mutation ($csv: String!) { importObjects(csv: $csv) { __typename } }', { csv }, admin)
}

let sent = 0
const told: Record<Slug, number> = { uzda: 0, zhodino: 0 }
const notices = async (slug: Slug) =>
  (await ask<{ myNotifications: unknown[] }>(slug, '{ myNotifications(first: 50) { id } }', {}, `executor.${slug}`))
    .myNotifications.length
const took = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/**
 * One report from a resident, the inbox of the department, and the notice in it: how long each takes, in milliseconds.
 */
async function useAppeals(slug: Slug) {
  const input = {
    submissionKey: crypto.randomUUID(),
    object: 'UZ-0047',
    anywayNew: true,
    topic: 'YARD.PLAY',
    text: 'Качели сломаны',
    photos: [],
  }
  const submit = await took(async () => {
    const { submitReport } = await ask<{ submitReport: { number?: string } }>(
      slug,
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { number } ... on Problem { code } } }',
      { input },
      `citizen${++sent}`,
    )
    expect(submitReport.number).toMatch(/-С-/)
  })
  const expected = ++told[slug]
  const notice = await took(() => expect.poll(() => notices(slug), { timeout: 30_000, interval: 50 }).toBe(expected))
  const inbox = await took(async () => {
    expect(
      (await ask<{ inbox: { total: number } }>(slug, '{ inbox(first: 10) { total } }', {}, `executor.${slug}`)).inbox,
    ).toMatchObject({ total: expected })
  })
  return { submit, notice, inbox }
}

/** What the unruly one is let hang: whoever waited for it would wait as long. */
const neighbourMs = 7_500

/** Uses appeals again and again for a while: it waits for nobody. */
async function appealsGoesOn(slug: Slug, forMs: number): Promise<void> {
  const until = performance.now() + forMs
  do {
    const { submit, notice, inbox } = await useAppeals(slug)
    expect(
      { submit: submit < neighbourMs, notice: notice < neighbourMs, inbox: inbox < neighbourMs },
      JSON.stringify({ submit, notice, inbox }),
    ).toEqual({ submit: true, notice: true, inbox: true })
    await sleep(500)
  } while (performance.now() < until)
}

const acts = (slug: Slug, habit: string, times: number) =>
  Array.from({ length: times }, () =>
    host.graph(slug, 'query ($habit: String!) { strayAnimalsDo(habit: $habit) }', { habit }),
  )
const handlersDo = (slug: Slug, habit: string) =>
  host.graph(slug, 'query ($habit: String!) { strayAnimalsHandlers(habit: $habit) }', { habit })
const handled = (habit: string) => host.said().split(`handler ${habit}\n`).length - 1
const states = async (slug: Slug) => {
  const { modules } = await ask<{ modules: { id: string; health: { state: string } }[] }>(
    slug,
    '{ modules { id health { state } } }',
    {},
    `admin.${slug}`,
  )
  return Object.fromEntries(modules.map(({ id, health }) => [id, health.state]))
}

test('8. it throws, in its handlers and then whenever it is asked: appeals goes on, and it is shown as unhealthy in that city', async () => {
  await handlersDo('zhodino', 'throws')
  await appealsGoesOn('zhodino', 2_000)
  await expect.poll(() => handled('throws'), { timeout: 20_000 }).toBeGreaterThanOrEqual(8)
  const answers = await Promise.all(acts('zhodino', 'throws', 30))
  expect(answers.every(({ errors }) => errors?.length === 1)).toBe(true)
  await appealsGoesOn('zhodino', 2_000)
  expect(await states('zhodino')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'UNHEALTHY' })
  expect(await states('uzda')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'HEALTHY' })
})

test('8. it leaks every connection it has, in its handlers too: it waits for itself alone', async () => {
  await handlersDo('uzda', 'leaks')
  const leaking = acts('uzda', 'leaks', 20)
  await appealsGoesOn('uzda', 4_000)
  await Promise.all(leaking)
  await expect
    .poll(async () => (await host.graph('uzda', '{ strayAnimals { place } }')).errors?.length, { timeout: 20_000 })
    .toBe(1)
  expect((await states('uzda'))['appeals']).toBe('HEALTHY')
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
  await appealsGoesOn('uzda', 14_000)
  const { answers, after } = await hanging
  expect(after).toBeGreaterThan(7_900)
  expect(new Set(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions.code)))).toEqual(
    new Set(['MODULE_TIMEOUT']),
  )
  expect(handled('hangs')).toBeGreaterThanOrEqual(2)
  expect(handled('hangs'), 'two places, ten seconds each').toBeLessThanOrEqual(4)
  expect(await states('uzda')).toEqual({ appeals: 'HEALTHY', 'stray-animals': 'UNHEALTHY' })
}, 60_000)
