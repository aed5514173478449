import { randomUUID } from 'node:crypto'
import { Notifications } from '@vmeste/sdk'
import type { MutationRun, SilverCity } from '@vmeste/testkit/silver'
import { upload } from './upload.ts'

interface FreshReport {
  readonly id: string
  readonly secret: string
  readonly version: number
  readonly photo: string
}

const rude = 'идите на хуй'
const name = { ru: 'Имя', be: 'Імя', en: 'Name' }
const problem = '... on Problem { code message }'
/** What a browser would hand over; nothing is sent there, for nothing happens after it. */
const browser = {
  endpoint: 'https://push.mark.example/1',
  p256dh: Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url'),
  auth: Buffer.alloc(16, 7).toString('base64url'),
}
/** How many were made by city: two in which the same happens have the same addresses. */
const made = new Map<string, number>()

/** A report with a photo, routed to the executor; held for a look at its words where they are rude. */
async function fresh(city: SilverCity, text?: string): Promise<FreshReport> {
  const number = (made.get(city.slug) ?? 0) + 1
  made.set(city.slug, number)
  const guest = city.as('guest')
  const photos = [await upload(city, guest)]
  const { r } = await city.ask<{ r: { id: string; secret: string } }>(
    `mutation ($input: SubmitReportInput!) { r: submitReport(input: $input) { ... on SubmittedReport { id secret } ${problem} } }`,
    {
      input: {
        submissionKey: randomUUID(),
        topic: 'YARD.PLAY',
        place: { address: `ул. Двойная, ${number}` },
        photos,
        anywayNew: true,
        photoConsent: true,
        ...(text ? { text } : {}),
      },
    },
    guest,
  )
  await city.host.host.events.idle() // whoever leaves an address now comes after the letter of receipt, in both cities
  const { report } = await city.ask<{ report: { version: number; photosBefore: { id: string }[] } }>(
    'query ($id: ID!) { report(id: $id) { version photosBefore { id } } }',
    { id: r.id },
    city.as('operator'),
  )
  return { ...r, version: report.version, photo: report.photosBefore[0]!.id }
}

async function withContact(city: SilverCity, contact: Record<string, string>): Promise<FreshReport> {
  const report = await fresh(city)
  await city.ask(
    `mutation ($secret: String!, $contact: ReportContactInput!) { leaveContact(secret: $secret, contact: $contact) { __typename ${problem} } }`,
    { secret: report.secret, contact: { ...contact, consent: true } },
    city.as('guest'),
  )
  return report
}

async function answered(city: SilverCity): Promise<FreshReport> {
  const report = await fresh(city)
  const { r } = await city.ask<{ r: { version: number } }>(
    `mutation ($id: ID!, $version: Int!) { r: answerReport(id: $id, version: $version, text: "Готово") { ... on Report { version } ${problem} } }`,
    { id: report.id, version: report.version },
    city.as('executor'),
  )
  return { ...report, version: r.version }
}

/** A verb of staff on a report of its own, with the version on their screen. */
const onReport = (by: string, more: Record<string, unknown> = {}, text?: string): MutationRun => ({
  by,
  variables: async (city) => {
    const { id, version } = await fresh(city, text)
    return { id, version, ...more }
  },
})
const onPhoto: MutationRun = {
  by: 'operator',
  variables: async (city) => {
    const { id, photo } = await fresh(city)
    return { report: id, photo }
  },
}

/** Covers the street of a report of its own; gives the cover. */
async function covered(city: SilverCity, by?: string): Promise<FreshReport & { readonly cover: string }> {
  const report = await fresh(city)
  const stretch = 'part: ADDRESS, from: 4, to: 11'
  const { r } = await city.ask<{ r: { covers: { id: string }[] } }>(
    by
      ? `mutation ($id: ID!) { r: coverReport(report: $id, ${stretch}) { ... on Report { covers { id } } ${problem} } }`
      : `mutation ($secret: String!) { r: coverMyWords(secret: $secret, ${stretch}) { ... on TrackedReport { covers { id } } ${problem} } }`,
    by ? { id: report.id } : { secret: report.secret },
    city.as(by ?? 'guest'),
  )
  return { ...report, cover: r.covers[0]!.id }
}

const area = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }
/** Covers an area of the photo of a report of its own; gives the cover. */
async function photoCovered(city: SilverCity, by?: string): Promise<FreshReport & { readonly cover: string }> {
  const report = await fresh(city)
  const covers = 'covers { id }'
  const { r } = await city.ask<{ r: Record<'photos', { covers: { id: string }[] }[]> }>(
    by
      ? `mutation ($id: ID!, $photo: UUID!, $area: PhotoAreaInput!) {
          r: coverPhoto(report: $id, photo: $photo, area: $area) { ... on Report { photos: photosBefore { ${covers} } } ${problem} } }`
      : `mutation ($secret: String!, $photo: UUID!, $area: PhotoAreaInput) {
          r: coverMyPhoto(secret: $secret, photo: $photo, area: $area) { ... on TrackedReport { photos: myPhotos { ${covers} } } ${problem} } }`,
    { photo: report.photo, area, ...(by ? { id: report.id } : { secret: report.secret }) },
    city.as(by ?? 'guest'),
  )
  return { ...report, cover: r.photos[0]!.covers[0]!.id }
}

/** One successful run for each recorded mutation, by its name; in this order. */
export const mutationRuns: Readonly<Record<string, MutationRun>> = {
  submitReport: {
    by: 'guest',
    variables: ({ prefix }) => ({
      input: {
        submissionKey: randomUUID(),
        object: `${prefix}-0047`,
        topic: 'YARD.PLAY',
        text: 'Скрипит',
        anywayNew: true,
      },
    }),
  },
  joinReport: {
    by: 'guest',
    variables: async (city) => ({ input: { report: (await fresh(city)).id, submissionKey: randomUUID() } }),
  },
  leaveContact: {
    by: 'guest',
    variables: async (city) => ({
      secret: (await fresh(city)).secret,
      contact: { email: 'late@mark.example', consent: true },
    }),
  },
  followReport: { by: 'guest', variables: async (city) => ({ secret: (await fresh(city)).secret, push: browser }) },
  unfollowReport: {
    by: 'guest',
    variables: async (city) => ({ secret: (await fresh(city)).secret, endpoint: browser.endpoint }),
  },
  correctContact: {
    by: 'guest',
    variables: async (city) => ({
      secret: (await withContact(city, { email: 'mistyped@mark.example' })).secret,
      contact: { email: 'late@mark.example', consent: true },
    }),
  },
  withdrawContact: {
    by: 'guest',
    variables: async (city) => ({ secret: (await withContact(city, { email: 'late@mark.example' })).secret }),
  },
  askContact: {
    by: 'guest',
    variables: async (city) => ({ secret: (await withContact(city, { email: 'ask@mark.example' })).secret }),
  },
  confirmContact: {
    by: 'guest',
    variables: async (city) => {
      const phone = '+375297770055'
      const { secret } = await withContact(city, { phone })
      // no gateway here takes a code anywhere: the platform has seen the proof elsewhere
      const ctx = city.host.ctxIn(city.slug, 'civic')
      await ctx.db.transaction((tx) => ctx.use(Notifications).proven(tx, { phone }))
      return { secret, code: '123456' }
    },
  },
  confirmReport: { by: 'guest', variables: async (city) => ({ secret: (await answered(city)).secret, rating: 4 }) },
  reopenReport: {
    by: 'guest',
    variables: async (city) => ({ secret: (await answered(city)).secret, comment: 'Скрипит опять' }),
  },
  acceptReport: onReport('executor'),
  reassignReport: {
    by: 'operator',
    variables: async (city) => {
      const { id, version } = await fresh(city)
      return { id, version, department: `${city.prefix}LIGHT`, reason: 'Им ближе' }
    },
  },
  returnReport: onReport('executor', { reason: 'Не наша' }),
  planReport: onReport('executor', { date: '2026-05-05', reason: 'Ждём деталь' }),
  decidePlan: {
    by: 'operator',
    variables: async (city) => {
      const { id, version } = await fresh(city)
      const { r } = await city.ask<{ r: { version: number } }>(
        `mutation ($id: ID!, $version: Int!) { r: planReport(id: $id, version: $version, date: "2026-09-01", reason: "Летом", ask: true) { ... on Report { version } ${problem} } }`,
        { id, version },
        city.as('executor'),
      )
      return { id, version: r.version, approve: true }
    },
  },
  correctReport: onReport('operator', {
    input: { topic: 'YARD.BENCH', text: 'Скамейка', place: { address: 'ул. Верная, 5' } },
  }),
  answerReport: onReport('executor', { text: 'Сделано' }),
  releaseReport: onReport('operator', {}, rude),
  rejectReport: onReport('operator', { reason: 'Брань без сути' }, rude),
  askToCall: {
    by: 'executor',
    variables: async (city) => {
      const { id, secret } = await fresh(city)
      await city.ask(
        'mutation ($secret: String!) { leaveContact(secret: $secret, contact: { phone: "+375291234567", consent: true }) { __typename } }',
        { secret },
        city.as('guest'),
      )
      return { report: id, words: 'Спросить, какой подъезд' }
    },
  },
  passPhoto: onPhoto,
  hidePhoto: onPhoto,
  publishReport: {
    by: 'operator',
    variables: async (city) => {
      const { id, version } = await fresh(city)
      return { report: id, version, seconds: 7 }
    },
  },
  coverReport: {
    by: 'operator',
    variables: async (city) => ({ report: (await fresh(city)).id, part: 'ADDRESS', from: 4, to: 11 }),
  },
  uncoverReport: {
    by: 'operator',
    variables: async (city) => {
      const { id, cover } = await covered(city, 'operator')
      return { report: id, cover }
    },
  },
  withdrawFromPublic: {
    by: 'operator',
    variables: async (city) => ({ report: (await fresh(city)).id, reason: 'Чужое имя' }),
  },
  coverMyWords: {
    by: 'guest',
    variables: async (city) => ({ secret: (await fresh(city)).secret, part: 'ADDRESS', from: 4, to: 11 }),
  },
  uncoverMyWords: {
    by: 'guest',
    variables: async (city) => {
      const { secret, cover } = await covered(city)
      return { secret, cover }
    },
  },
  coverPhoto: {
    by: 'operator',
    variables: async (city) => {
      const { id, photo } = await fresh(city)
      return { report: id, photo, area }
    },
  },
  uncoverPhoto: {
    by: 'operator',
    variables: async (city) => {
      const { id, cover } = await photoCovered(city, 'operator')
      return { report: id, cover }
    },
  },
  coverMyPhoto: {
    by: 'guest',
    variables: async (city) => {
      const { secret, photo } = await fresh(city)
      return { secret, photo, area }
    },
  },
  uncoverMyPhoto: {
    by: 'guest',
    variables: async (city) => {
      const { secret, cover } = await photoCovered(city)
      return { secret, cover }
    },
  },
  saveAnswerDraft: { by: 'executor', variables: async (city) => ({ report: (await fresh(city)).id, text: 'Кач' }) },
  saveObject: {
    by: 'city-admin',
    variables: ({ prefix }) => ({ input: { code: `${prefix}-0070`, type: 'BUS_STOP', name, address: 'ул. Новая, 1' } }),
  },
  importObjects: {
    by: 'city-admin',
    variables: ({ prefix }) => ({ csv: `code;type;name;address\n${prefix}-0071;BUS_STOP;Имя;ул. Новая, 2` }),
  },
  undoObjectsImport: {
    by: 'city-admin',
    variables: async (city) => {
      const { done } = await city.ask<{ done: { id: string } }>(
        'mutation ($csv: String!) { done: importObjects(csv: $csv) { ... on TableImported { id } } }',
        { csv: `code;type;name;address\n${city.prefix}-0072;BUS_STOP;Имя;ул. Новая, 3` },
        city.as('city-admin'),
      )
      return { id: done.id }
    },
  },
}
