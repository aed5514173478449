import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { askIn, enterServices, testSecret, type Ask, type GraphOptions } from '@vmeste/testkit'
import { doneHere as vmeste } from './command-here.ts'
import { asOwner, backupOf, emptyPlace, restore, sendPhoto, smallTown, type Town } from './backup/town.ts'
import { everyValue } from './people/every-value.ts'

/** Invented, and nowhere else: what a guest types of themselves. */
const words = ['Калиновская', 'кв. 417', 'MP7654321', '8 029 765-43-21']
const [mail, phone, mistyped] = ['kalinowskaja@mail.example', '+375297654321', 'kalinowskaja@mial.example'] as const
const planted = [...words, mail, phone, mistyped]
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
const submit = async (input: Record<string, unknown>, as: GraphOptions = guest): Promise<Sent> => {
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
const bySecret = async (field: string, more: string, secret: string, as: GraphOptions = guest): Promise<void> => {
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
    contact: { email: mistyped, phone: words[3], consent: true },
  })
  await bySecret('correctContact', `, contact: { email: "${mail}", phone: "${words[3]}", consent: true }`, sent.secret)
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

const superuserUrl = (): string =>
  Object.assign(new URL(inject('superuser')), { pathname: new URL(town.databaseUrl).pathname }).href

/** Where any of it stands: tables, and files of the data folder. */
async function hits(sought: readonly string[] = planted): Promise<string[]> {
  const found = new Set<string>()
  const holds = (text: string): boolean => sought.some((word) => text.toLowerCase().includes(word.toLowerCase()))
  for await (const { table, text } of everyValue(superuserUrl())) if (holds(text)) found.add(table)
  for (const name of await readdir(town.data, { recursive: true, withFileTypes: true }))
    if (name.isFile() && holds(await readFile(join(name.parentPath, name.name), 'utf8'))) found.add(name.name)
  return [...found].sort()
}

/** What the city counts. */
const figures = () =>
  asOwner(
    superuserUrl(),
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

/** Questions have left and were answered with yes, as by the link in them. */
const confirmed = (): Promise<unknown> =>
  asOwner(superuserUrl(), async (owner) => {
    await owner.query(
      `update civic.notification set sent_at = now(), next_at = null, error = null where channel = 'EMAIL'`,
    )
    await owner.query('update civic.recipient set confirmed_at = now()')
  })
const eraseMine = async (as: GraphOptions, secret: string | null): Promise<void> => {
  const { r } = await ask<{ r: { code?: string } }>(
    `mutation ($secret: String) { r: eraseMyData(confirm: "удалить", secret: $secret) { __typename ${problem} } }`,
    { secret },
    as,
  )
  expect(r.code).toBeUndefined()
}

test('an address goes with the question and the letters to it: corrected away, beside an account, of whoever joined', async () => {
  const [first, second, joined] = ['vera1@mial.example', 'vera2@mail.example', 'olha.joined@mail.example'] as const
  const [vera, olha] = [{ as: 'vera' }, { device: randomUUID() }]
  const { id, secret } = await submit(
    { place: { address: 'ул. Мира, 9' }, text: 'Скрипит', contact: { email: first, consent: true } },
    vera,
  )
  const { r: olhas } = await ask<{ r: Pick<Sent, 'secret'> }>(
    `mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { ... on JoinedReport { secret } ${problem} } }`,
    { input: { report: id, submissionKey: randomUUID() } },
    olha,
  )
  await bySecret('leaveContact', `, contact: { email: "${joined}", consent: true }`, olhas.secret, olha)
  await bySecret('leaveContact', `, contact: { email: "${first}", consent: true }`, secret, vera)
  expect(await hits([first])).toContain('civic.notification')
  // a mistyped address is held by nothing, though it has been asked and written to
  await confirmed()
  await bySecret('correctContact', `, contact: { email: "${second}", consent: true }`, secret, vera)
  expect(await hits([first])).toEqual([])
  await confirmed()
  await verb(id, 'acceptReport')
  await verb(id, 'answerReport', ', text: "Готово"')
  await bySecret('confirmReport', ', rating: 4', secret, vera)
  await confirmed()
  const letters = (to: string) =>
    asOwner(superuserUrl(), async (owner) =>
      (
        await owner.query<{ kind: string }>(
          `select distinct case when asks then 'question' else substring(href from '^/[rt]/') end as kind
              from civic.notification where recipient = $1 order by 1`,
          [to],
        )
      ).rows.map(({ kind }) => kind),
    )
  expect(await letters(second)).toEqual(['/r/', '/t/', 'question'])
  expect(await letters(joined)).toEqual(['/t/', 'question'])

  await eraseMine(olha, olhas.secret)
  expect(await hits([joined])).toEqual([])
  expect(await letters(second)).toEqual(['/r/', '/t/', 'question'])
  await eraseMine(vera, null)
  expect(await hits([first, second])).toEqual([])
}, 60_000)

test('an e-mail finds the account that has shown it to be its own, and says which one it is', async () => {
  const env = { DATABASE_URL: town.databaseUrl, VMESTE_DATA: town.data, VMESTE_SECRET: testSecret }
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-person-'))
  try {
    await vmeste(env, 'admin', 'hanna', '--name', 'Hanna', '--email', 'hanna@mail.example')
    await vmeste(env, 'admin', 'unproven', '--name', 'Somebody', '--email', 'unproven@mail.example')
    await asOwner(town.databaseUrl, (owner) =>
      owner.query(`update identity.account set email_verified = (username = 'hanna')`),
    )
    const exported = (email: string) =>
      vmeste<{ accounts: string[] }>(env, 'person', 'export', '--email', email, '--to', join(folder, `${email}.zip`))
    expect((await exported('Hanna@mail.example')).accounts).toEqual(['hanna'])
    const files = unzipSync(await readFile(join(folder, 'Hanna@mail.example.zip')))
    expect(JSON.parse(Buffer.from(files['account.json']!).toString())).toEqual([
      { name: 'Hanna', username: 'hanna', email: 'hanna@mail.example' },
    ])
    // whoever typed an address that is not theirs is not the one who asks; of nobody there is no file
    expect(await exported('unproven@mail.example')).toEqual({ file: null, rows: {}, files: 0, accounts: [] })
    expect(await readdir(folder)).toEqual(['Hanna@mail.example.zip'])
    const erased = await vmeste<{ account: boolean; accounts: string[] }>(
      env,
      ...['person', 'erase', '--email', 'hanna@mail.example', '--yes'],
    )
    expect(erased).toMatchObject({ account: true, accounts: ['hanna'] })
    // whoever runs the platform goes on, and hears of a city that nobody administers then
    await vmeste(env, 'admin', 'alone', '--name', 'Alone', '--email', 'alone@mail.example', '--city', 'uzda')
    const said = vi.spyOn(console, 'error')
    await vmeste(env, 'person', 'erase', '--account', 'alone', '--yes')
    expect(said).toHaveBeenCalledWith(expect.stringContaining('Nobody else administers uzda'))
    said.mockRestore()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
