import { langs, Topics, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { tableIn, type TableAsked } from '../../test/table-asked.ts'
import { setUpDirectory } from '../directory/set-up-directory.ts'

const text = (ru: string) => ({ ru, be: `${ru} be`, en: `${ru} en` })
let town: TestHost
let table: TableAsked
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres') })
  table = tableIn(town, 'uzda', {
    take: 'importTopics',
    undo: 'undoTopicsImport',
    imports: 'topicImports',
    give: 'topicsTable',
  })
  await setUpDirectory(ctxIn('uzda'), {
    organisations: [
      {
        code: 'RIK',
        kind: 'EXECUTIVE_COMMITTEE',
        name: text('Исполком'),
        departments: [
          { code: 'HOUS', name: text('ЖКХ') },
          { code: 'GREEN', name: text('Зеленстрой') },
        ],
      },
    ],
  })
})
afterAll(() => town.stop())

const ctxIn = (slug: string): Ctx => town.ctxIn(slug, 'civic')
const topic = (code: string, slug = 'uzda') => ctxIn(slug).use(Topics).find(code)
/** All of it but who changed it last, and when. */
const rowsIn = async (slug = 'uzda') =>
  (
    await sql<{ rows: string | null }>`select md5(string_agg((to_jsonb(topic) - 'changed_at' - 'changed_by')::text, '|'
      order by code)) as rows from civic.topic`.execute(ctxIn(slug).db.read)
  ).rows[0]!.rows

test('a topic that came with the platform is changed by a table and comes back as it was', async () => {
  expect(await rowsIn()).toBeNull()
  const done = await table.send('Код;Служба;Срок\nYARD.PLAY;зеленстрой;3 рабочих дня\nROAD.HOLE;ROAD;10 дней')
  expect(done).toMatchObject({ created: 0, updated: 1, unchanged: 1 })
  expect(done.changes).toEqual([
    { line: 2, key: 'YARD.PLAY', created: false, column: 'Служба', before: 'ЖКХ', after: 'Зеленстрой' },
    { line: 2, key: 'YARD.PLAY', created: false, column: 'Устранить за', before: '5 раб. дн.', after: '3 раб. дн.' },
  ])
  // what has no column is as it came
  expect(await topic('YARD.PLAY')).toEqual({
    code: 'YARD.PLAY',
    parent: 'YARD',
    title: { ru: 'Детская площадка неисправна', be: 'Дзіцячая пляцоўка няспраўная', en: 'Playground defect' },
    department: 'GREEN',
    makeSafe: '24h',
    fix: '3wd',
  })
  expect(await topic('YARD.PLAY', 'zhodino')).toMatchObject({ department: 'HOUS', fix: '5wd' })
  expect(await table.undo(done.id)).toEqual({ __typename: 'TableUndone', rows: 1 })
  expect(await rowsIn()).toBeNull()
  expect(await topic('YARD.PLAY')).toMatchObject({ department: 'HOUS', fix: '5wd', source: 'P' })
})

test('a new topic needs code, title and department; an empty cell clears; an undo brings the city’s own row back', async () => {
  const made = await table.send(
    'Код;Тема;Раздел;Служба;Обезопасить за;Сначала позвонить\nYARD.FOUNTAIN;Фонтан;дворы и благоустройство;GREEN;4 ч;101',
  )
  expect(made.changes).toMatchObject([{ created: true, key: 'YARD.FOUNTAIN', after: 'Фонтан · Зеленстрой' }])
  expect(await topic('YARD.FOUNTAIN')).toEqual({
    ...{ code: 'YARD.FOUNTAIN', parent: 'YARD', department: 'GREEN', makeSafe: '4h', callFirst: '101' },
    title: { ru: 'Фонтан', be: 'Фонтан', en: 'Фонтан' },
  })
  const before = await rowsIn()
  const cleared = await table.send('Код;Обезопасить за;Сначала позвонить\nYARD.FOUNTAIN;;')
  expect(cleared.changes).toMatchObject([
    { before: '4 ч', after: '' },
    { before: '101', after: '' },
  ])
  expect(await topic('YARD.FOUNTAIN')).not.toHaveProperty('makeSafe')
  expect(await table.undo(made.id)).toMatchObject({ code: 'TABLE_CHANGED_SINCE' })
  expect(await table.undo(cleared.id)).toMatchObject({ rows: 1 })
  expect(await rowsIn()).toBe(before)
  expect(await table.undo(made.id)).toMatchObject({ rows: 1 })
  expect(await rowsIn()).toBeNull()
})

test('nothing is hidden or offered in silence, and «Другое» is always there', async () => {
  const offered = async () => (await ctxIn('uzda').use(Topics).leaves()).map(({ code }) => code)
  const hidden = await table.send('Код;Предлагать\nYARD.BENCH;нет')
  expect(await offered()).not.toContain('YARD.BENCH')
  const renamed = await table.send('Код;Название\nYARD.BENCH;Лавки')
  expect(renamed.notes).toEqual(['Скрыты и останутся такими: 1. Вернуть их можно столбцом «Предлагать».'])
  expect(await table.send('Код;Предлагать\nYARD.BENCH;')).toMatchObject({ fields: [{ code: 'CSV_REQUIRED' }] })
  expect(await table.send('Код;Предлагать\nOTHER;нет')).toMatchObject({
    fields: [{ code: 'ALWAYS_OFFERED', message: 'Строка 2, «Предлагать»: «Другое» есть всегда.' }],
  })
  await table.undo(renamed.id)
  await table.undo(hidden.id)
  expect(await offered()).toContain('YARD.BENCH')
  expect(await rowsIn()).toBeNull()
})

test('every fault is named by row and column; more than a city can have is refused whole', async () => {
  expect(
    await table.send('Код;Тема;Служба;Раздел;Срок;Сначала позвонить\nYARD!;Имя;HOUS;;;\nA.B;;LAMP;Нет;вчера;000'),
  ).toMatchObject({
    fields: [
      { path: 'line.2.code', code: 'CSV_CODE' },
      { path: 'line.3.title', code: 'CSV_REQUIRED' },
      { path: 'line.3.department', code: 'CSV_UNKNOWN' },
      { path: 'line.3.parent', code: 'CSV_UNKNOWN' },
      {
        path: 'line.3.fix',
        code: 'TERM_UNKNOWN',
        message: 'Строка 3, «Срок»: срок пишется так: 5 раб. дн., 15 дн., 1 мес., 9 раб. ч, 4 ч, 30 мин, а не «вчера»',
      },
      { path: 'line.3.call_first', code: 'PHONE_UNREADABLE' },
    ],
  })
  const many = Array.from({ length: 501 }, (_, at) => `N${at};Тема ${at};HOUS`)
  expect(await table.send(['code;title;department', ...many].join('\n'))).toMatchObject({ code: 'TOPICS_FULL' })
  expect(await rowsIn()).toBeNull()
})

test('what is given out is what it takes in, in every language; look-alike letters are taken for what is meant', async () => {
  const named = await table.send('Код;Название\nУARD.PLAY;"=HYPERLINK(""http://x"")"')
  expect(named.notes).toEqual(['Строка 2: «УARD.PLAY» поняли как «YARD.PLAY».'])
  const before = await rowsIn()
  for (const lang of langs) {
    const given = await table.give(lang)
    expect(given.split('\r\n').filter(Boolean)).toHaveLength(44)
    expect(given).toContain(`"'=HYPERLINK(""http://x"")"`)
    expect(await table.send(given, false, lang)).toMatchObject({ created: 0, updated: 0, unchanged: 43, notes: [] })
  }
  expect(await rowsIn()).toBe(before)
  await table.undo(named.id)
})

test('without the right nothing is shown or done; each row is in the audit and told', async () => {
  for (const as of ['executor.uzda', 'operator.uzda', 'citizen', 'admin.zhodino'])
    expect(await table.codes(as)).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
  town.clock.advance(60_000)
  const done = await table.send('code;fix\nYARD.PLAY;6wd\nROAD.HOLE;6wd')
  const pool = town.host.storage.pool('core')
  const { rows } = await pool.query<{ subject: string }>(
    `select subject from core.audit where action = 'civic.topic.change' and at = $1 order by subject`,
    [town.clock.now()],
  )
  expect(rows.map(({ subject }) => subject)).toEqual([
    'civic:Topic:*',
    'civic:Topic:ROAD.HOLE',
    'civic:Topic:YARD.PLAY',
  ])
  const { rows: told } = await pool.query(
    `select from core.outbox where type = 'civic.topic.changed@1' and subject = 'civic:Topic:ROAD.HOLE'`,
  )
  expect(told.length).toBeGreaterThan(0)
  await table.undo(done.id)
})
