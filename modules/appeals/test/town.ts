import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import type { Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import {
  askIn,
  createTestHost,
  enterServices,
  type Ask,
  type GraphOptions,
  type TestHost,
  type TestHostOptions,
  type TestService,
} from '@vmeste/testkit'
import appeals from '../src/plugin.ts'
import type { AppealsCtx } from '../src/ctx.ts'

const services: Readonly<Record<string, TestService>> = {
  HOUS: {
    name: { ru: 'Узденское ЖКХ', be: 'Уздзенская ЖКГ', en: 'Uzda Housing' },
    staff: ['executor.uzda', 'П. Мастер', 'мастер'],
  },
  LIGHT: {
    name: { ru: 'Горсвет', be: 'Гарсвятло', en: 'City Light' },
    staff: ['executor.uzda+light', 'П. Мастер', 'мастер'],
  },
  WATER: { name: { ru: 'Водоканал', be: 'Вадаканал', en: 'Water' } },
  ROAD: { name: { ru: 'ДЭУ', be: 'ДЭУ', en: 'Roads' } },
}
const plates = `code;type;name;name_be;name_en;address;lat;lon;department
UZ-0047;PLAYGROUND;Детская площадка;Дзіцячая пляцоўка;Playground;ул. Советская, 12;53,46270;27,21380;HOUS
UZ-0048;BUS_STOP;Остановка «Школа»;Прыпынак «Школа»;School stop;ул. Советская, 20;53,46500;27,22000;
UZ-0049;ENTRANCE;Подъезд 1;Пад’езд 1;Entrance 1;ул. Ленина, 3;53,47000;27,23000;HOUS`

export interface Town extends TestHost {
  /** Asks Узда's graph; an error of the request itself fails the test. */
  readonly ask: Ask
  readonly ctx: AppealsCtx
  readonly civic: Ctx<{
    notification: {
      event: string
      recipient: string
      channel: string
      subject: string
      text: string
      href: string | null
    }
  }>
  upload(options?: GraphOptions): Promise<string>
  readonly fileOf: (id: string) => Promise<Response>
}

/** Узда with two services, its staff and three plates, entered as its administrator would. */
export async function openTown(
  postgres: string,
  now = '2026-04-16T15:42:00Z',
  host: TestHostOptions['host'] = {},
): Promise<Town> {
  const town = await createTestHost({ postgres, modules: [appeals], now, host })
  const ask = askIn(town, 'uzda')
  await enterServices(ask, services)
  await ask(
    'mutation ($csv: String!) { importObjects(csv: $csv) { ... on TableImported { created } ... on Problem { code message } } }',
    { csv: plates },
    { as: 'admin.uzda' },
  )
  return {
    ...town,
    ask,
    ctx: town.ctxIn('uzda', 'appeals'),
    civic: town.ctxIn('uzda', 'civic'),
    fileOf: (file) => town.fetch(`/c/uzda/files/${file}`),
    upload: async ({ as, device } = {}) => {
      const file = randomUUID()
      const headers: Record<string, string> = {
        ...(as ? { authorization: `Bearer ${as}` } : {}),
        ...(device ? { 'x-device': device } : {}),
      }
      const reply = await town.fetch(`/c/uzda/files/${file}`, {
        method: 'PUT',
        body: (await photo()) as RequestInit['body'],
        headers,
      })
      if (reply.status !== 201) throw new Error(`upload: ${reply.status} ${await reply.text()}`)
      return file
    },
  }
}

/** A phone's photo that tells where it was taken. */
export const photo = (): Promise<Buffer> =>
  sharp({
    create: { width: 320, height: 240, channels: 3, background: { r: Math.floor(Math.random() * 255), g: 120, b: 90 } },
  })
    .jpeg()
    .withExif({
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '53/1 27/1 45/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '27/1 13/1 30/1',
      },
    })
    .toBuffer()

/** Letters about anything of appeals in the order of what they tell, after everything due has been handled. */
export async function letters(
  town: Town,
): Promise<{ recipient: string; subject: string; text: string; href: string | null; event: string }[]> {
  await town.host.events.idle()
  return town.civic.db.read
    .selectFrom('notification')
    .select(['recipient', 'subject', 'text', 'href', 'event'])
    .where(sql<boolean>`about like 'appeals:%' and not asks`)
    .orderBy('event')
    .orderBy('recipient')
    .execute()
}

export const submitMutation = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) {
  __typename
  ... on SubmittedReport { id number regime legal publicStatus topic { code title } department routeReason makeSafeDue due dueByDay dueState secret trackingPath trackingUrl place { object name address } }
  ... on Problem { code message path }
  ... on InvalidInput { fields { path code } }
  ... on RateLimited { retryAfterSeconds }
  ... on PlaceElsewhere { turned { lat lon } city { slug name } }
  ... on CallFirst { phone topic { code } }
  ... on DuplicateSuspected { candidates { id number text photoState photosBefore { url } publicStatus supporters joinable distance } } } }`
export interface Submitted {
  readonly __typename: string
  readonly id: string
  readonly number: string
  readonly secret: string
  readonly trackingUrl: string
  readonly code: string
  readonly due: string | null
  readonly makeSafeDue: string | null
  readonly dueState: string
  readonly department: string | null
  readonly publicStatus: string
  readonly candidates: {
    id: string
    photoState: string
    photosBefore: unknown[]
    supporters: number
    distance: number | null
    joinable: boolean
  }[]
  readonly [other: string]: unknown
}
export const submit = async (
  town: Town,
  input: Record<string, unknown>,
  options: GraphOptions = { device: randomUUID() },
): Promise<Submitted> =>
  (
    await town.ask<{ submitReport: Submitted }>(
      submitMutation,
      { input: { submissionKey: randomUUID(), ...input } },
      options,
    )
  ).submitReport

/** Somebody else sees it too. @returns their own secret */
export const join = async (town: Town, report: string): Promise<string> =>
  (
    await town.ask<{ r: { secret: string } }>(
      'mutation ($input: JoinReportInput!) { r: joinReport(input: $input) { ... on JoinedReport { secret } } }',
      { input: { report, submissionKey: randomUUID() } },
      { device: randomUUID() },
    )
  ).r.secret
