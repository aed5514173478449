import { randomUUID } from 'node:crypto'
import { civicPlugin } from '@vmeste/civic'
import {
  askIn,
  createTestHost,
  enterServices,
  fakeSmtp,
  textOfLetter,
  townAccounts,
  type Ask,
  type FakeSmtp,
  type TestHost,
} from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import appeals from '../modules/appeals/src/plugin.ts'

let town: TestHost
let smtp: FakeSmtp
let ask: Ask
const text = (ru: string) => ({ ru, be: ru, en: ru })

beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals],
    now: '2026-04-16T07:00:00Z', // Thursday, ten in the morning
    host: {
      civic: civicPlugin({ smtpUrl: smtp.url, mailFrom: 'Vmeste <no-reply@vmeste.example>' }),
      identity: async () => townAccounts('operator.uzda', 'operator.uzda+two', 'executor.uzda', 'admin.uzda').identity,
    },
  })
  ask = askIn(town, 'uzda')
  await enterServices(ask, {
    HOUS: { name: text('ЖКХ'), staff: ['executor.uzda', 'П. Мастер', 'мастер'] },
    ROAD: { name: text('Дороги') },
  })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})
beforeEach(() => {
  smtp.letters.length = 0
})

const submit = (topic: string) =>
  ask(
    `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { ... on SubmittedReport { number } ... on Problem { code message } } }`,
    { input: { submissionKey: randomUUID(), topic, anywayNew: true, place: { address: `ул. Мира, ${randomUUID()}` } } },
    { device: randomUUID() },
  )
async function minute(): Promise<void> {
  await town.host.events.idle()
  for (const [plugin, job] of [
    ['appeals', 'triageReminder'],
    ['appeals', 'lookReminder'],
    ['civic', 'reach'],
    ['civic', 'send-notifications'],
  ] as const)
    await town.host.registry.find(plugin)!.jobs![job]!.run(town.ctxIn('uzda', plugin))
  town.clock.advance(60_000)
}
const lettersTo = (name: string) =>
  smtp.letters.filter(({ to }) => to.includes(`${name}@example.test`)).map(({ data }) => textOfLetter(data))

test('five reports in triage: one letter to each operator, and one task of them all', async () => {
  for (let at = 0; at < 5; at++) await submit('OTHER')
  for (let at = 0; at < 5; at++) await minute()
  for (const operator of ['operator.uzda', 'operator.uzda+two']) {
    expect(lettersTo(operator), operator).toHaveLength(1)
    expect(lettersTo(operator)[0]).toContain('/c/uzda/m/appeals/inbox?q=triage')
  }
  expect(lettersTo('executor.uzda')).toEqual([])
  const { myTasks } = await ask<{ myTasks: { mine: number } }>('{ myTasks { mine } }', {}, { as: 'operator.uzda' })
  expect(myTasks.mine).toBe(1)
  await submit('OTHER')
  await minute()
  expect(lettersTo('operator.uzda'), 'the queue is known of').toHaveLength(1)
})

test('the next working day what still stands is told once more, with the words that wait too long for a look', async () => {
  town.clock.set('2026-04-17T11:30:00Z')
  for (let at = 0; at < 3; at++) await minute()
  for (const operator of ['operator.uzda', 'operator.uzda+two']) {
    expect(lettersTo(operator), operator).toHaveLength(1)
    expect(lettersTo(operator)[0]).toContain('Разобрать новые сообщения')
    expect(lettersTo(operator)[0]).toContain('Проверить слова жителей')
  }
  expect(lettersTo('executor.uzda').filter((letter) => letter.includes('/m/appeals/look'))).toHaveLength(1)
})

test('reports to a service with nobody in it: one alarm to whoever can put somebody there', async () => {
  for (let at = 0; at < 5; at++) {
    await submit('ROAD.HOLE')
    await minute()
  }
  expect(lettersTo('admin.uzda').filter((letter) => letter.includes('/admin/people'))).toHaveLength(1)
  expect(lettersTo('operator.uzda')).toEqual([])
})
