import { randomUUID } from 'node:crypto'
import { sql } from '@vmeste/sdk/storage'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submit, submitMutation, type Town } from './town.ts'

let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'))
})
afterAll(() => town.stop())

const executor = { as: 'executor.uzda' }
interface Told {
  readonly channel: string
  readonly to: string | null
  readonly state: string
  readonly reason: string | null
}
const report = async (id: string) =>
  (
    await town.ask<{
      report: { version: number; contact: { byCall: boolean } | null; deliveries: Told[]; history: { text: string }[] }
    }>(
      'query ($id: ID!) { report(id: $id) { version contact { byCall } deliveries { channel to state reason } history { text } } }',
      { id },
      executor,
    )
  ).report
const letOut = async (): Promise<void> => {
  await town.host.events.idle()
  await town.host.events.runJob('civic', 'send-notifications')
  await town.host.events.idle()
}
const byPhone = () =>
  submit(town, {
    place: { address: `ул. ${randomUUID()}` },
    topic: 'YARD.PLAY',
    contact: { phone: '8 029 123-45-67', consent: true },
  })
const answer = async (id: string) => {
  const { version } = await report(id)
  await town.ask(
    'mutation ($id: ID!, $version: Int!) { answerReport(id: $id, version: $version, text: "Заменили цепь") { __typename } }',
    { id, version },
    executor,
  )
  await letOut()
}
const open = async (about: string) =>
  town.ctx.db.read
    .selectNoFrom(
      sql<number>`(select count(*)::int from civic.own_tasks(${about}, null) where state = 'OPEN')`.as('open'),
    )
    .executeTakeFirstOrThrow()

test('where the city sends no messages a phone is asked for with what it is for', async () => {
  expect(await town.ask('{ contactConsent { phone } }')).toEqual({ contactConsent: { phone: 'CALL' } })
})

test('where nobody is there to call either, a phone is refused in words, and an e-mail is not', async () => {
  const asked = await town.graph<{ contactConsent: { phone: string } }>('zhodino', '{ contactConsent { phone } }')
  expect(asked.data.contactConsent.phone).toBe('NOWHERE')
  const send = async (contact: object) =>
    (
      await town.graph<{ submitReport: { __typename: string } }>('zhodino', submitMutation, {
        input: {
          submissionKey: randomUUID(),
          place: { address: 'ул. Мира, 1', point: { lat: 54.1, lon: 28.33 } },
          topic: 'YARD.PLAY',
          text: 'Качели сломаны',
          contact: { consent: true, ...contact },
        },
      })
    ).data.submitReport
  expect(await send({ phone: '+375291234567' })).toMatchObject({
    code: 'CONTACT_PHONE_NOWHERE',
    path: 'input.contact.phone',
  })
  expect((await send({ email: 'anna@mail.example' })).__typename).toBe('SubmittedReport')
})

test('nothing is sent to a phone, staff see why, and the resident is called once for the answer', async () => {
  const { id } = await byPhone()
  await letOut()
  expect((await report(id)).contact).toEqual({ byCall: true })
  expect((await report(id)).deliveries).toMatchObject([
    { channel: 'SMS', to: '***67', state: 'FAILED', reason: 'Город не отправляет СМС.' },
  ])
  await answer(id)
  await letOut()
  const { history, deliveries } = await report(id)
  expect(history.filter(({ text }) => text === 'Нужно позвонить жителю')).toHaveLength(1)
  expect(await open(`appeals:Report:${id}`)).toEqual({ open: 1 })
  expect(deliveries.every(({ state }) => state === 'FAILED')).toBe(true)
  expect(
    await town.civic.db.read
      .selectFrom('notification')
      .select('event')
      .where('channel', '=', 'SMS')
      .where(sql<boolean>`sent_at is not null`)
      .execute(),
  ).toEqual([])
})

test('whoever sees it too and left a phone is called with the answer as well; the history says so', async () => {
  const { id } = await submit(town, { place: { address: `ул. ${randomUUID()}` }, topic: 'YARD.PLAY' })
  await town.ask(
    'mutation ($i: JoinReportInput!) { joinReport(input: $i) { __typename } }',
    { i: { report: id, submissionKey: randomUUID(), contact: { phone: '+375297654321', consent: true } } },
    { device: randomUUID() },
  )
  await answer(id)
  const { history, deliveries } = await report(id)
  expect(deliveries[0]).toMatchObject({ channel: 'SMS', state: 'TASK', to: '***21' })
  expect(history.filter(({ text }) => text === 'Нужно позвонить жителю')).toHaveLength(1)
  expect(await open(`appeals:Report:${id}`)).toEqual({ open: 1 })
})
