import { randomUUID } from 'node:crypto'
import { civicPlugin } from '@vmeste/civic'
import { askIn, createTestHost, enterServices, fakeSmtp, type Ask, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '../modules/appeals/src/plugin.ts'

const trap = 'ВАМ НАЧИСЛЕН ШТРАФ, оплатите: https://evil.example/pay'
const victim = 'victim@mail.example'
let town: TestHost
let smtp: FakeSmtp
let ask: Ask

beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({
    postgres: inject('postgres'),
    modules: [appeals],
    host: { civic: civicPlugin({ smtpUrl: smtp.url, mailFrom: 'Вместе <no-reply@vmeste.example>' }) },
  })
  ask = askIn(town, 'uzda')
  await enterServices(ask, { HOUS: { name: { ru: 'ЖКХ', be: 'ЖКГ', en: 'Housing' } } })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})

interface Sent {
  readonly __typename: string
  readonly secret: string
  readonly trackingUrl: string
  readonly number: string
}
const submit = async (at: number, email = victim, as?: string): Promise<Sent> =>
  (
    await ask<{ submitReport: Sent }>(
      'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { secret trackingUrl number } } }',
      {
        input: {
          submissionKey: randomUUID(),
          topic: 'WASTE.BIN',
          anywayNew: true,
          place: { address: `${trap} ${at}` },
          text: trap,
          contact: { email, consent: true },
        },
      },
      as ? { as } : { device: randomUUID() },
    )
  ).submitReport
async function letOut(): Promise<void> {
  await town.host.events.idle()
  const civic = town.host.registry.find('civic')!
  await civic.jobs!['send-notifications']!.run(town.ctxIn('uzda', 'civic'))
}
const lettersTo = (to: string) =>
  smtp.letters
    .filter((letter) => letter.to.includes(to))
    .map(({ data }) => ({
      head: data.split('\r\n\r\n')[0] ?? '',
      text: Buffer.from(data.split('\r\n\r\n')[1] ?? '', 'base64').toString(),
    }))
const subjectOf = (head: string) =>
  [...head.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/gi)].map(([, part]) => Buffer.from(part!, 'base64').toString()).join('')

test("forty reports from forty new devices naming one address: one letter, of the city's own words alone", async () => {
  const sent: Sent[] = []
  for (let at = 0; at < 40; at++) sent.push(await submit(at))
  expect(new Set(sent.map(({ __typename }) => __typename))).toEqual(new Set(['SubmittedReport']))
  await letOut()
  town.clock.advance(86_400_000)
  await letOut()
  const letters = lettersTo(victim)
  expect(letters).toHaveLength(1)
  expect(`${subjectOf(letters[0]!.head)} ${letters[0]!.text}`).not.toMatch(/ШТРАФ|evil|оплатите|\/t\//)
  for (const { secret, number } of sent)
    expect(letters[0]!.text.includes(secret) || letters[0]!.text.includes(number)).toBe(false)
})

test('whoever says yes is told as before, and of forty cases in few letters', async () => {
  const link = /http:\/\/localhost(\S+)/.exec(lettersTo(victim)[0]!.text)![1]!
  expect((await town.fetch(link, { method: 'POST', body: new URLSearchParams({ answer: 'yes' }) })).status).toBe(200)
  await letOut()
  // they have said that one report is theirs: its key leaves, and no other. About the rest a question may come, five a day
  const keys = () => lettersTo(victim).filter(({ text }) => text.includes('/t/'))
  expect([keys().length, lettersTo(victim).length]).toEqual([1, 7])
  town.clock.advance(3_600_000)
  await letOut()
  expect([keys().length, lettersTo(victim).length]).toEqual([1, 7])
})

test("the verified e-mail of whoever is signed in is theirs already; another's is asked like anybody's", async () => {
  const { secret } = await submit(41, 'citizen@example.test', 'citizen')
  await submit(42, 'neighbour@example.test', 'citizen')
  await letOut()
  expect(lettersTo('citizen@example.test').map(({ text }) => text.includes(secret))).toEqual([true])
  expect(lettersTo('neighbour@example.test').map(({ text }) => text.includes('/t/'))).toEqual([false])
})
