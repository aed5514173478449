import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import ratings from '@vmeste/ratings'
import { askIn, createTestHost, enterServices, keyOfTestPerson, type Ask, type TestHost } from '@vmeste/testkit'
import { asOwner, sendPhoto } from '../backup/town.ts'

const problem = '... on Problem { code message }'
const person = 'vera'
let town: TestHost
let ask: Ask
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [appeals, ratings] })
  ask = askIn(town, 'uzda')
  await enterServices(ask, {
    HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
  })
})
afterAll(() => town.stop())

const held = () =>
  asOwner(town.databaseUrl, async (owner) => {
    const {
      rows: [row],
    } = await owner.query<Record<string, number>>(
      `select (select count(*)::int from civic.notification) as notices,
        (select count(*)::int from civic.file where uploader is not null) as uploaders,
        (select count(*)::int from appeals.draft) as drafts, (select count(*)::int from civic.staff) as staff,
        (select count(*)::int from appeals.history where actor like '%|%' or actor_name is not null) as names,
        (select count(*)::int from appeals.report where person = $1 or actor_hash not like 'erased:%') as reporters,
        (select count(*)::int from ratings.rating where person = $1 or comment is not null) as raters,
        (select count(*)::int from appeals.report where text is not null or address is not null or photo_count > 0) as words,
        (select count(*)::int from appeals.report where number is not null and lat is not null) as places,
        (select sum(simplicity)::int from ratings.rating) as stars`,
      [keyOfTestPerson(person)],
    )
    return row
  })

test('what is over its term goes in one daily run, whether its module is on or off; before, nothing does', async () => {
  const by = { as: 'executor.uzda' }
  const photo = await sendPhoto(town.url, 'uzda', person)
  const { r } = await ask<{ r: { id: string; secret: string } }>(
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
    {
      input: {
        submissionKey: randomUUID(),
        topic: 'YARD.PLAY',
        anywayNew: true,
        place: { address: 'ул. Мира, 5', point: { lat: 53.46, lon: 27.21 } },
        text: 'Сломано',
        photos: [photo],
      },
    },
    { as: person },
  )
  await ask(`mutation { answerReport(id: "${r.id}", version: 1, text: "Готово") { __typename ${problem} } }`, {}, by)
  await ask(`mutation { saveAnswerDraft(report: "${r.id}", text: "Ещё") { __typename ${problem} } }`, {}, by)
  await ask('mutation ($s: String!) { confirmReport(secret: $s) { __typename } }', { s: r.secret }, { as: person })
  await ask(
    `mutation ($input: RateInput!) { rate(input: $input) { __typename ${problem} } }`,
    {
      input: {
        object: 'HOUS',
        scores: { simplicity: 4, information: 4, timeliness: 4, courtesy: 4 },
        comment: 'Мои слова',
      },
    },
    { as: person },
  )
  await town.host.events.idle()
  const forget = async () => {
    await town.host.events.runJob('core', 'forget-old')
    await town.host.events.idle()
  }
  const before = await held()
  expect(before).toMatchObject({ uploaders: 1, drafts: 1, staff: 1, reporters: 1, raters: 1, words: 1, stars: 4 })
  expect(before!['notices']).toBeGreaterThan(0)
  expect(before!['names']).toBeGreaterThan(0)
  await forget()
  expect(await held()).toEqual(before)
  // the administrator takes them off, and their term begins
  await asOwner(town.databaseUrl, async (owner) => {
    await owner.query(`select set_config('app.city', id::text, false) from core.city where slug = 'uzda'`)
    const line = { action: 'core.staff.remove', subject: `core:Staff:${keyOfTestPerson('executor.uzda')}` }
    await owner.query(`select core.flush('[]', $1, 'system:test')`, [
      JSON.stringify([{ ...line, at: town.clock.now() }]),
    ])
  })
  await forget()
  expect(await held()).toEqual(before)

  await ask(
    'mutation { changeModules(changes: [{ module: "ratings", enabled: false }]) { __typename } }',
    {},
    { as: 'admin.uzda' },
  )
  await town.host.events.idle()
  town.clock.advance(37 * 31 * 24 * 3_600_000)
  await forget()
  expect(await held()).toEqual({
    notices: 0,
    uploaders: 0,
    drafts: 0,
    staff: 0,
    names: 0,
    reporters: 0,
    raters: 0,
    words: 0,
    places: 1,
    stars: 4,
  })
})
