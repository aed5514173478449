import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { askIn, enterServices, testSecret, type Ask } from '@vmeste/testkit'
import { vmeste } from './backup/run-command.ts'
import { asOwner, backupOf, emptyPlace, restore, sendPhoto, smallTown, type Town } from './backup/town.ts'
import { everyValue } from './people/every-value.ts'

/** Invented, and nowhere else: what a guest types of themselves. */
const words = ['Калиновская', 'кв. 417', 'MP7654321', '8 029 765-43-21']
const [mail, phone] = ['kalinowskaja@mail.example', '+375297654321']
const planted = [...words, mail, phone]
const said = words.join(', ')

let town: Town
let ask: Ask
const device = randomUUID()
const guest = { device }
beforeAll(async () => {
  town = await smallTown(inject('postgres'))
  ask = askIn(town, 'uzda')
  await enterServices(ask, {
    HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' }, staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
  })
})
afterAll(() => town.stop())

const problem = '... on Problem { code message }'
interface Sent {
  readonly id: string
  readonly secret: string
}
const submit = async (input: Record<string, unknown>, as = guest): Promise<Sent> => {
  const { r } = await ask<{ r: Sent & { code?: string } }>(
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
    { input: { submissionKey: randomUUID(), topic: 'YARD.PLAY', anywayNew: true, ...input } },
    as,
  )
  expect(r.code).toBeUndefined()
  await town.host.events.idle()
  return r
}
const verb = async (id: string, name: string, more = ''): Promise<void> => {
  const by = { as: 'executor.uzda' }
  const { report } = await ask<{ report: { version: number } }>(`{ report(id: "${id}") { version } }`, {}, by)
  const { r } = await ask<{ r: { code?: string } }>(
    `mutation { r: ${name}(id: "${id}", version: ${report.version}${more}) { __typename ${problem} } }`,
    {},
    by,
  )
  expect(r.code).toBeUndefined()
  await town.host.events.idle()
}
const bySecret = async (field: string, more: string, secret: string, as = guest): Promise<void> => {
  const { r } = await ask<{ r: { code?: string } }>(
    `mutation ($secret: String!) { r: ${field}(secret: $secret${more}) { __typename ${problem} } }`,
    { secret },
    as,
  )
  expect(r.code).toBeUndefined()
  await town.host.events.idle()
}

/** One guest says who they are wherever anything can be typed: report, address, reopening, rating. */
async function leaveWords(): Promise<Sent> {
  const photo = await sendPhoto(town.url, 'uzda')
  const sent = await submit({
    place: { address: `ул. Лесная, ${said}`, point: { lat: 53.46, lon: 27.21 } },
    text: said,
    photos: [photo],
    photoConsent: true,
    contact: { email: mail, phone: words[3], consent: true },
  })
  await verb(sent.id, 'acceptReport')
  await verb(sent.id, 'answerReport', ', text: "Готово"')
  await bySecret('reopenReport', `, comment: "Нет: ${said}", rating: 2`, sent.secret)
  await verb(sent.id, 'answerReport', ', text: "Теперь готово"')
  await bySecret('confirmReport', ', rating: 4', sent.secret)
  const scores = { simplicity: 4, information: 4, timeliness: 4, courtesy: 4 }
  const { r } = await ask<{ r: { code?: string } }>(
    `mutation ($input: RateInput!) { r: rate(input: $input) { __typename ${problem} } }`,
    { input: { subject: `appeals:Report:${sent.id}`, access: sent.secret, scores, comment: said } },
    guest,
  )
  expect(r.code).toBeUndefined()
  await town.host.events.idle()
  return sent
}

/** Where any of it stands: tables, and files of the data folder. */
async function hits(sought: readonly string[] = planted): Promise<string[]> {
  const found = new Set<string>()
  const holds = (text: string): boolean => sought.some((word) => text.toLowerCase().includes(word.toLowerCase()))
  const url = Object.assign(new URL(inject('superuser')), { pathname: new URL(town.databaseUrl).pathname }).href
  for await (const { table, text } of everyValue(url)) if (holds(text)) found.add(table)
  for (const name of await readdir(town.data, { recursive: true, withFileTypes: true }))
    if (name.isFile() && holds(await readFile(join(name.parentPath, name.name), 'utf8'))) found.add(name.name)
  return [...found].sort()
}

/** What the city counts. */
const figures = () =>
  asOwner(
    Object.assign(new URL(inject('superuser')), { pathname: new URL(town.databaseUrl).pathname }).href,
    async (owner) =>
      (
        await owner.query<Record<string, unknown>>(`select
          (select json_agg(json_build_array(number, status, topic, rating, reopens, supporters, created_at, closed_at) order by number)
            from appeals.report) as reports,
          (select json_agg(json_build_array(kind, at, rating) order by id) from appeals.history) as steps,
          (select json_agg(t order by object) from ratings.tally t) as tally,
          (select json_agg(json_build_array(object, simplicity, counted) order by id) from ratings.rating) as ratings`)
      ).rows[0],
  )

test('whoever left words and an e-mail is found nowhere after they are erased; what the city counts is as it was', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-person-'))
  const place = await emptyPlace(inject('postgres'))
  try {
    const { id, secret } = await leaveWords()
    const other = await submit({
      place: { address: 'ул. Мира, 5' },
      text: 'Чужое',
      contact: { email: 'other@mail.example', consent: true },
    })
    expect(await hits()).toEqual(
      expect.arrayContaining(['appeals.history', 'appeals.report', 'civic.notification', 'ratings.rating']),
    )
    await backupOf(town, town.data, join(folder, 'before.backup'))
    const before = await figures()
    const env = { DATABASE_URL: town.databaseUrl, VMESTE_DATA: town.data, VMESTE_SECRET: testSecret }

    const file = join(folder, 'hers.zip')
    const exported = await vmeste<{ rows: Record<string, number>; files: number }>(
      env,
      ...['person', 'export', '--email', mail.toUpperCase(), '--to', file],
    )
    expect(exported).toMatchObject({ files: 1, rows: { 'uzda/appeals.report': 1, 'uzda/ratings.rating': 1 } })
    expect(await readFile(file)).toMatchObject({ length: expect.any(Number) as number })

    const erased = await vmeste<{ rows: Record<string, number> }>(env, 'person', 'erase', '--email', mail, '--yes')
    expect(erased.rows).toMatchObject({ 'appeals.report': 1, 'ratings.rating': 1 })
    expect(await hits()).toEqual([])
    expect((await readdir(town.data, { recursive: true })).filter((name) => name.endsWith('.webp'))).toEqual([])
    expect(await figures()).toEqual(before)
    expect(await hits(['other@mail.example'])).toContain('appeals.report')
    const { tracked } = await ask<{ tracked: Record<string, unknown> }>(
      'query ($secret: String!) { tracked: track(secret: $secret) { erased text photosBefore { id } rating answer steps { note } } }',
      { secret },
    )
    expect(tracked).toMatchObject({ erased: true, text: null, photosBefore: [], rating: 4, answer: 'Теперь готово' })
    expect(id).not.toBe(other.id)

    // an older backup knows all of it, and the book of erasures nothing but a hash
    const { erasedAgain } = await restore(join(folder, 'before.backup'), place, {
      erasures: [join(town.data, 'erasures')],
    })
    expect(erasedAgain).toMatchObject({ people: 1 })
    const left: string[] = []
    const restored = Object.assign(new URL(inject('superuser')), { pathname: new URL(place.ownerUrl).pathname }).href
    for await (const { table, text } of everyValue(restored))
      if (planted.some((word) => text.includes(word))) left.push(table)
    expect(left).toEqual([])
  } finally {
    await place.drop()
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
