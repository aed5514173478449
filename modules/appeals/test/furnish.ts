import { randomUUID } from 'node:crypto'
import type { GraphOptions } from '@vmeste/testkit'
import type { Furnished, Furnishing, PlantedPerson, SilverCity } from '@vmeste/testkit/silver'
import { sql } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../src/ctx.ts'
import { manyReports } from './many-reports.ts'
import { mutationRuns } from './mutation-runs.ts'
import { plantWords, showWords } from './plant-words.ts'
import { upload } from './upload.ts'

const problem = '... on Problem { code message }'
const card = 'id number version photosBefore { id url thumbUrl } photosAfter { url thumbUrl }'
interface Card {
  readonly id: string
  readonly number: string
  readonly version: number
  readonly photosBefore: readonly { readonly id: string; readonly url: string; readonly thumbUrl: string }[]
  readonly photosAfter: readonly { readonly url: string; readonly thumbUrl: string }[]
}

const cardOf = async (city: SilverCity, id: string, role = 'executor'): Promise<Card> =>
  (await city.ask<{ report: Card }>(`query ($id: ID!) { report(id: $id) { ${card} } }`, { id }, city.as(role))).report

/** Plates, kinds of places, rules: what the city enters before anybody reports. */
async function enterRegistry(city: SilverCity): Promise<void> {
  const { prefix, mark } = city
  const admin = city.as('city-admin')
  const text = (what: string) => ({ ru: `${what} ${mark}`, be: `${what} ${mark}`, en: `${what} ${mark}` })
  await city.ask(
    `mutation ($input: ObjectTypeInput!) { saveObjectType(input: $input) { __typename ${problem} } }`,
    {
      input: {
        code: `${prefix}TYPE`,
        title: text('Вид'),
        icon: 'pin',
        tiles: [{ code: `${prefix}TILE`, title: text('Плитка'), icon: 'pin', topic: 'YARD.PLAY' }],
      },
    },
    admin,
  )
  await city.ask(
    `mutation ($csv: String!) { importObjects(csv: $csv) { __typename ${problem} } }`,
    {
      csv: `code;type;name;address;lat;lon;department
${prefix}-0047;${prefix}TYPE;Площадка ${mark};ул. Советская, 12, ${mark};53,46;27,21;HOUS
${prefix}-0048;BUS_STOP;Остановка ${mark};ул. Мира, 3, ${mark};53,47;27,22;`,
    },
    admin,
  )
  await city.ask(
    `mutation ($rules: [RoutingRuleInput!]!) { saveRoutingRules(rules: $rules) { __typename ${problem} } }`,
    { rules: [{ topic: 'LIGHT', territory: `${prefix}NORTH`, department: `${prefix}LIGHT` }] },
    admin,
  )
}

/** Reports in every state a page shows: confirmed, answered by a draft, planned, open; with photos, words and links. */
async function furnish(city: SilverCity): Promise<Furnished> {
  const { prefix, slug, mark } = city
  await enterRegistry(city)
  const executor = city.as('executor')
  const guest = city.as('guest')
  const citizen = city.as('citizen')
  const keys: string[] = []
  const contact = {
    email: `${prefix.toLowerCase()}@mark.example`,
    phone: `+37529${slug.length}${slug.length}00077`,
    consent: true,
  }
  const submit = async (input: Record<string, unknown>, by: GraphOptions): Promise<string> => {
    const { r } = await city.ask<{ r: { id: string; secret: string } }>(
      `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { __typename ... on SubmittedReport { id secret } ${problem} } }`,
      {
        input: {
          submissionKey: randomUUID(),
          anywayNew: true,
          contact,
          photos: [await upload(city, by)],
          photoConsent: true,
          ...input,
        },
      },
      by,
    )
    keys.push(r.secret)
    return r.id
  }
  const verb = async (id: string, name: string, extra: string): Promise<void> => {
    await city.ask(
      `mutation ($id: ID!, $version: Int!) { ${name}(id: $id, version: $version${extra}) { __typename ${problem} } }`,
      { id, version: (await cardOf(city, id)).version },
      executor,
    )
  }
  const draft = (report: string, text: string, photos: readonly string[] = []) =>
    city.ask(
      `mutation ($report: ID!, $text: String!, $photos: [UUID!]) { saveAnswerDraft(report: $report, text: $text, photos: $photos) { __typename ${problem} } }`,
      { report, text, photos },
      executor,
    )

  const first = await submit({ object: `${prefix}-0047`, tile: `${prefix}TILE`, text: `Качели ${mark}` }, guest)
  const before = (await cardOf(city, first)).photosBefore[0]!.id
  await city.ask(
    `mutation ($report: ID!, $photo: UUID!) { passPhoto(report: $report, photo: $photo) { __typename ${problem} } }`,
    { report: first, photo: before },
    executor,
  )
  await verb(first, 'acceptReport', '')
  await draft(first, 'черновик', [await upload(city, executor)])
  await verb(first, 'answerReport', `, text: "Готово ${mark}", photos: ["${await upload(city, executor)}"]`)
  await city.ask(
    `mutation ($secret: String!) { confirmReport(secret: $secret, rating: 5) { __typename ${problem} } }`,
    { secret: keys[0] },
    guest,
  )

  const open = await submit({ object: `${prefix}-0047`, tile: `${prefix}TILE`, text: `Ещё раз ${mark}` }, citizen)
  const { r: joined } = await city.ask<{ r: { secret: string } }>(
    `mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { __typename ... on JoinedReport { secret } ${problem} } }`,
    { input: { report: open, submissionKey: randomUUID(), contact } },
    city.as('guest'),
  )
  keys.push(joined.secret)
  await verb(open, 'acceptReport', '')
  await draft(open, `Черновик ${mark}`)
  await city.ask(
    `mutation ($report: ID!, $words: String!) { askToCall(report: $report, words: $words) { __typename ${problem} } }`,
    { report: open, words: `Сказать про ${mark}` },
    executor,
  )

  const planned = await submit({ object: `${prefix}-0048`, text: `Лавка ${mark}` }, citizen)
  await city.ask(
    `mutation ($id: ID!, $version: Int!, $department: String!, $reason: String!) { reassignReport(id: $id, version: $version, department: $department, reason: $reason) { __typename ${problem} } }`,
    {
      id: planned,
      version: (await cardOf(city, planned, 'operator')).version,
      department: `${prefix}LIGHT`,
      reason: `Им ближе ${mark}`,
    },
    city.as('operator'),
  )
  await verb(planned, 'planReport', `, date: "2026-05-06", reason: "Весной ${mark}"`)
  const last = await submit(
    {
      place: { point: { lat: 53.46, lon: 27.25 }, address: `ул. Лесная, 1, ${mark}` },
      topic: 'YARD.PLAY',
      text: `Песочница ${mark}`,
    },
    guest,
  )

  const { reports, inbox } = await city.ask<Record<'reports' | 'inbox', { endCursor: string; nodes: Card[] }>>(
    `{ reports(first: 2) { endCursor nodes { ${card} } } inbox(first: 2) { endCursor } }`,
    {},
    city.as('operator'),
  )
  const cards = [...reports.nodes, await cardOf(city, first), await cardOf(city, open)]
  const pictures = cards
    .flatMap((each) => [...each.photosBefore, ...each.photosAfter])
    .flatMap((each) => [each.url, each.thumbUrl])
  return {
    keys,
    cursors: [reports.endCursor, inbox.endCursor],
    files: [...new Set(pictures)],
    routes: ['svg', 'pdf'].map((format) => `/c/${slug}/m/appeals/posters/${format}?codes=${prefix}-0047`),
    values: {
      'id:ID': [last, open, planned, first],
      report: [open, planned, last],
      secret: [keys[2], keys[1], keys[0]],
      object: [`${prefix}-0047`],
      code: [`${prefix}-0047`, `${prefix}-0048`],
      'QrObjectInput.code': [`${prefix}-0050`],
      'QrObjectInput.type': ['BUS_STOP'],
      'RoutingRuleInput.department': [`${prefix}LIGHT`],
      'ObjectTypeInput.code': [`${prefix}TYPE2`],
      tile: [`${prefix}TILE`],
      lat: [53.46],
      lon: [27.21],
      radius: [500],
      rating: [5],
      version: [1],
      date: ['2026-05-05'],
      icon: ['pin'],
      email: [contact.email],
      phone: [contact.phone],
      consent: [true],
      words: ['2026-11'],
      csv: [`code;type;name;address\n${prefix}-0060;BUS_STOP;Имя;Адрес`],
      photos: [],
      photo: [before],
      dueBefore: [],
      createdFrom: [],
      createdBefore: [],
      'inbox.filter': [],
    },
  }
}

/** A report comes in, somebody takes one, another sees it too. */
async function stir(city: SilverCity, known: Furnished): Promise<void> {
  const id = (known.values!['report'] as string[])[0]!
  const secret = known.values!['secret']![0] as string
  await city.ask(
    `mutation ($input: JoinReportInput!) { joinReport(input: $input) { __typename ${problem} } }`,
    { input: { report: id, submissionKey: randomUUID() } },
    city.as('guest'),
  )
  await city.host.graph(
    city.slug,
    'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { phone: "+375291234567", consent: true }) { __typename } }',
    { secret },
  )
  await city.ask(
    `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ${problem} } }`,
    { input: { submissionKey: randomUUID(), object: `${city.prefix}-0047`, topic: 'YARD.PLAY', anywayNew: true } },
    city.as('citizen'),
  )
  const { version } = await cardOf(city, id)
  await city.ask(
    `mutation ($id: ID!, $version: Int!) { answerReport(id: $id, version: $version, text: "Готово") { __typename ${problem} } }`,
    { id, version },
    city.as('executor'),
  )
}

/** Reports of the past and plates, as many as there have to be. */
async function grow(city: SilverCity, _known: Furnished, count: number): Promise<void> {
  const ctx = city.host.ctxIn(city.slug, 'appeals') as AppealsCtx
  await manyReports(ctx, count, 1)
  // the newest of the city: a page of them is a page of what was grown
  await ctx.db.transaction((tx) =>
    tx.run(sql`update appeals.report set created_at = ${ctx.clock.now()}::timestamptz + interval '1 minute'
      where number like 'УЗ-С-2025-%'`),
  )
  const plates = Array.from(
    { length: count },
    (_, n) => `${city.prefix}-1${String(n).padStart(3, '0')};BUS_STOP;Остановка;ул. Мира, ${n};53,47;27,22`,
  )
  await city.ask(
    `mutation ($csv: String!) { importObjects(csv: $csv) { __typename ${problem} } }`,
    { csv: ['code;type;name;address;lat;lon', ...plates].join('\n') },
    city.as('city-admin'),
  )
}

/** As a guest and by their account: a report with its address, a reopening; «Тоже вижу». */
async function plantPerson(
  city: SilverCity,
  { account, guest, email, phone, words }: PlantedPerson,
  known: Furnished,
): Promise<void> {
  const contact = { email, phone, consent: true }
  for (const by of [guest, account]) {
    const { r } = await city.ask<{ r: { id: string; secret: string } }>(
      `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { __typename ... on SubmittedReport { id secret } ${problem} } }`,
      {
        input: {
          submissionKey: randomUUID(),
          anywayNew: true,
          topic: 'YARD.PLAY',
          place: { point: { lat: 53.46, lon: 27.25 }, address: words },
          text: words,
          photos: [await upload(city, by)],
          photoConsent: true,
          contact,
        },
      },
      by,
    )
    for (const verb of ['acceptReport(', 'answerReport(text: "Готово", '])
      await city.ask(
        `mutation ($id: ID!, $version: Int!) { ${verb}id: $id, version: $version) { __typename ${problem} } }`,
        { id: r.id, version: (await cardOf(city, r.id, 'operator')).version },
        city.as('executor'),
      )
    await city.ask(
      `mutation ($secret: String!, $comment: String!) { reopenReport(secret: $secret, comment: $comment) { __typename ${problem} } }`,
      { secret: r.secret, comment: words },
      by,
    )
  }
  await city.ask(
    `mutation ($input: JoinReportInput!) { joinReport(input: $input) { __typename ${problem} } }`,
    { input: { report: (known.values!['report'] as string[]).at(-1), submissionKey: randomUUID(), contact } },
    account,
  )
}

export const furnishing: Furnishing = {
  furnish,
  stir,
  grow,
  plant: plantWords,
  show: showWords,
  plantPerson,
  runs: mutationRuns,
  wordless: ['lately', 'formalAppeal', 'looking', 'coverPreview', 'objectImports'],
}
