import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { runInThisContext } from 'node:vm'
import pg from 'pg'
import { Tasks, type Ctx, type NewTask } from '@vmeste/sdk'
import { createTestHost, keyOfTestPerson, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { setUpDirectory } from '../directory/set-up-directory.ts'
import { tasksPersonalData } from './tasks-personal-data.ts'

let town: TestHost
let owner: pg.Client
beforeAll(async () => {
  // noon of a Monday in Узда
  town = await createTestHost({ postgres: inject('postgres'), now: '2026-09-14T09:00:00Z' })
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
  for (const slug of ['uzda', 'zhodino'])
    await setUpDirectory(ctxIn(slug), {
      organisations: [
        {
          code: 'ZHKH',
          kind: 'UTILITY',
          name: housing,
          departments: [
            { code: 'HOUS', name: housing },
            { code: 'ROAD', name: roads },
          ],
        },
      ],
      staff: [
        { person: keyOfTestPerson(`executor.${slug}`), name: 'Пётр Лис', position: 'мастер', departments: ['HOUS'] },
      ],
    })
})
afterAll(async () => {
  await owner.end()
  await town.stop()
})

const housing = { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }
const roads = { ru: 'Дороги', be: 'Дарогі', en: 'Roads' }
const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const anyTime: Omit<NewTask, 'key'> = {
  kind: 'call',
  subject: 'civic:Case:1',
  title: { ru: 'Позвонить', be: 'Патэлефанаваць', en: 'Call' },
  words: 'Сказать Анне Белой, что горку починили',
  to: { department: 'HOUS' },
}
const call = { ...anyTime, due: { within: '4wh' } }
const ask = (slug: string, task: NewTask) => ctxIn(slug).db.transaction((tx) => ctxIn(slug).use(Tasks).create(tx, task))

interface Row {
  id: string
  title: string
  due: string | null
  overdue: boolean
  state: string
  service: string | null
  history: { text: string; who: string; note: string | null }[]
}
const list = async (as: string, which: string, slug = 'uzda', after?: string) =>
  (
    await town.graph<{ tasks: { nodes: Row[]; after: string | null }; myTasks: Record<string, number> }>(
      slug,
      `query ($list: TaskList!, $after: String) {
        tasks(list: $list, first: 2, after: $after) { nodes { id title due overdue state service history { text who note } } after }
        myTasks { mine service overdue } }`,
      { list: which, after },
      { as },
    )
  ).data
const asks = {
  completeTask: '($id: UUID!, $note: String) { completeTask(id: $id, note: $note)',
  reopenTask: '($id: UUID!) { reopenTask(id: $id)',
  reassignTask: '($id: UUID!, $department: String!) { reassignTask(id: $id, department: $department)',
}
const act = async (as: string, what: keyof typeof asks, variables: Record<string, unknown>) =>
  (
    await town.graph<Record<string, { __typename: string; code?: string; state?: string }>>(
      'uzda',
      `mutation ${asks[what]} { __typename ... on Task { state } ... on Problem { code } } }`,
      variables,
      { as },
    )
  ).data[what]

test('what is asked with one key is asked once, however often and whoever asks at the same moment', async () => {
  const made = await Promise.all([1, 2, 3].map(() => ask('uzda', { ...call, key: 'once' })))
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(made.filter(({ created }) => created)).toHaveLength(1)
  const [row] = (await list('executor.uzda', 'SERVICE')).tasks.nodes
  // four working hours from noon on Monday: the lunch hour is none of them
  expect(row).toMatchObject({ title: 'Позвонить', due: '2026-09-14T14:00:00.000Z', service: 'ЖКХ', overdue: false })
  expect((await list('executor.zhodino', 'SERVICE', 'zhodino')).tasks.nodes).toEqual([])
})

test('a term that needs a year without a calendar is refused, and nothing is asked', async () => {
  await expect(
    ask('uzda', { ...call, key: 'far', due: { within: '5wd', from: new Date('2031-05-05T09:00:00Z') } }),
  ).rejects.toMatchObject({ code: 'CALENDAR_YEAR_MISSING' })
  expect((await list('executor.uzda', 'SERVICE')).tasks.nodes).toHaveLength(1)
})

test('it is done, taken back and passed on by those whose it is; others find none', async () => {
  const { id } = await ask('uzda', { ...call, key: 'work' })
  expect(await act('operator.uzda', 'completeTask', { id })).toMatchObject({ code: 'TASK_UNKNOWN' })
  expect(await act('executor.uzda', 'completeTask', { id, note: 'Сказали' })).toMatchObject({ state: 'DONE' })
  expect(await act('executor.uzda', 'completeTask', { id })).toMatchObject({ code: 'TASK_CHANGED' })
  const done = (await list('executor.uzda', 'DONE')).tasks.nodes[0]!
  expect(done.history).toEqual([
    { text: 'Появилась', who: 'Платформа', note: null },
    { text: 'Сделано', who: 'ЖКХ, мастер', note: 'Сказали' },
  ])
  expect(JSON.stringify(done)).not.toContain('Лис')
  expect(await act('executor.uzda', 'reopenTask', { id })).toMatchObject({ state: 'OPEN' })
  expect(await act('executor.uzda', 'reassignTask', { id, department: 'NONE' })).toMatchObject({
    code: 'TASK_SERVICE_UNKNOWN',
  })
  expect(await act('executor.uzda', 'reassignTask', { id, department: 'road' })).toMatchObject({ state: 'OPEN' })
  expect(await act('executor.uzda', 'completeTask', { id })).toMatchObject({ code: 'TASK_UNKNOWN' })
})

test('what is late is counted and stands first, in pages; what a right is asked for is its holder’s', async () => {
  await ask('uzda', { ...call, key: 'late', due: new Date('2026-09-11T09:00:00Z') })
  await ask('uzda', { ...anyTime, key: 'any time' })
  await ask('uzda', { ...call, key: 'right', to: { permission: 'civic.calendar.change' } })
  const page = await list('executor.uzda', 'SERVICE')
  expect(page.myTasks).toEqual({ mine: 0, service: 3, overdue: 1 })
  expect(page.tasks.nodes.map(({ overdue, due }) => [overdue, due !== null])).toEqual([
    [true, true],
    [false, true],
  ])
  const next = await list('executor.uzda', 'SERVICE', 'uzda', page.tasks.after!)
  expect(next.tasks).toMatchObject({ nodes: [{ due: null }], after: null })
  expect((await list('admin.uzda', 'MINE')).myTasks).toMatchObject({ mine: 1 })
})

test('a module changes its tasks in its own transaction; events say whose, and nothing of what', async () => {
  const ctx = ctxIn('uzda'),
    tasks = ctx.use(Tasks)
  const { id } = await ask('uzda', { ...call, key: 'module', subject: 'civic:Case:2' })
  await ctx.db.transaction(async (tx) => {
    expect(await tasks.moveDue(tx, id, { within: '1wd' })).toBe(true)
    expect(await tasks.reassign(tx, id, { person: keyOfTestPerson('operator.uzda') })).toBe(true)
    expect(await tasks.cancel(tx, id, { note: 'сама написала' })).toBe(true)
    expect(await tasks.done(tx, id)).toBe(false)
    expect(await tasks.of(tx, 'civic:Case:2')).toMatchObject([
      {
        id,
        state: 'CANCELLED',
        ended: { by: null, note: 'сама написала' },
        to: { person: keyOfTestPerson('operator.uzda') },
      },
    ])
    expect(await tasks.find(tx, id)).toMatchObject({ key: 'module' })
  })
  const told = await owner.query<{ type: string; data: unknown }>(
    `select type, data from core.outbox where type like 'civic.task.%' order by position`,
  )
  expect(told.rows.map(({ type }) => type)).toEqual([
    'civic.task.done@1',
    'civic.task.reopened@1',
    'civic.task.reassigned@1',
  ])
  expect(JSON.stringify(told.rows)).not.toMatch(/Анне|Сказали|executor/)
})

test('whoever is erased leaves no word in tasks about their things; that there was one stays', async () => {
  const ctx = ctxIn('uzda')
  const subject = { keys: [], emails: [], phones: [], things: ['civic:Case:1'] }
  expect(
    JSON.stringify(await Promise.all(tasksPersonalData.map((each) => each.subject!.export(ctx, subject)))),
  ).toMatch(/Анне.*Сказали/)
  for (const each of tasksPersonalData) await each.subject!.erase(ctx, subject)
  const left = await owner.query(
    `select * from civic.task join civic.task_step on task = task.id where subject = 'civic:Case:1'`,
  )
  expect(left.rows.length).toBeGreaterThan(5)
  expect(JSON.stringify(left.rows)).not.toMatch(/Анне|Сказали/)
})

test('the sample of the plugin contract asks for a task, and lets go of it', async () => {
  const page = readFileSync(new URL('../../../../docs/plugin-contract.md', import.meta.url), 'utf8')
  const sample = /## Tasks[^]*?```ts\n([^]*?)```/.exec(page)![1]!
  const code = stripTypeScriptTypes(sample)
    .replace(/^import .*$/m, '')
    .replaceAll('export const', 'const')
    .replaceAll('trees:Tree', 'civic:Tree')
  // the words of our own page, tried as they stand
  const made = runInThisContext(`(Tasks) => { ${code}; return { askToLook, nobodyLooks } }`) as (
    port: typeof Tasks,
  ) => {
    askToLook: (ctx: Ctx, tree: string, words: string) => Promise<{ created: boolean }>
    nobodyLooks: (ctx: Ctx, tree: string) => Promise<void>
  }
  const { askToLook, nobodyLooks } = made(Tasks)
  const ctx = ctxIn('uzda')
  expect(await askToLook(ctx, '1', 'Дупло')).toMatchObject({ created: true })
  expect(await askToLook(ctx, '1', 'Дупло')).toMatchObject({ created: false })
  await nobodyLooks(ctx, '1')
  const [task] = await ctx.db.transaction((tx) => ctx.use(Tasks).of(tx, 'civic:Tree:1'))
  expect(task).toMatchObject({ state: 'CANCELLED', to: { department: 'GREEN' }, words: 'Дупло' })
  expect(task!.due?.toISOString()).toBe('2026-09-14T14:00:00.000Z')
})
