import { Notifications, type Ctx, type Notice } from '@vmeste/sdk'
import { createTestHost, fakeSmtp, keyOfTestPerson, uzda, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { readLetter } from '../../../test/read-letter.ts'
import { smtpMail } from '../gateways.ts'
import { sendNotifications } from '../send-notifications.job.ts'
import type { RecipientTables } from './recipient.entity.ts'

const day = 86_400_000
let town: TestHost
let smtp: FakeSmtp
beforeAll(async () => {
  smtp = await fakeSmtp()
  town = await createTestHost({ postgres: inject('postgres'), cities: [uzda] })
})
afterAll(async () => {
  await town.stop()
  await smtp.stop()
})
beforeEach(() => {
  smtp.letters.length = 0
  town.clock.advance(day)
})

const ctx = () => town.ctxIn('uzda', 'civic') as Ctx<RecipientTables>
const sms = { via: 'test', send: async () => ({}) }
const run = () =>
  sendNotifications(ctx(), { mail: smtpMail(smtp.url, 'Вместе <no-reply@vmeste.example>'), sms: () => sms })
let event = 0
/** A letter that opens a report, as a module tells of a step. */
async function tell(to: Notice['to'], about: string): Promise<void> {
  await ctx().db.transaction((tx) =>
    ctx()
      .use(Notifications)
      .send(tx, {
        event: `step-${++event}`,
        to,
        lang: 'ru',
        subject: about,
        text: `О ${about}`,
        href: `/t/key-of-${about}`,
        about,
        opens: true,
      }),
  )
  await run()
}
const texts = () => smtp.letters.map((letter) => readLetter(letter).text)
const keys = () => [...new Set(texts().flatMap((text) => /key-of-\S+/.exec(text)?.[0] ?? []))]
/** The whole link of a question, with the letter it stands in. */
const questions = () =>
  texts().flatMap((text) => /http:\/\/localhost(\/c\/\w+\/letters\/[\w-]{44}\/[\w-]{36})\?/.exec(text)?.[1] ?? [])
const answer = async (link: string, said: string) => {
  const reply = await town.fetch(link, { method: 'POST', body: new URLSearchParams({ answer: said }) })
  return reply.text()
}
const standing = async (to: Notice['to'], about: string) =>
  (
    await ctx()
      .use(Notifications)
      .standings([{ ...to, about }])
  )[0]

test('an address that has said yes gets no key of a thing that somebody else typed it into', async () => {
  const to = { email: 'olha@mail.example' }
  await tell(to, 'trees:Tree:hers')
  expect(keys()).toEqual([])
  await answer(questions()[0]!, 'yes')
  await run()
  expect(keys()).toEqual(['key-of-trees:Tree:hers'])

  smtp.letters.length = 0
  for (let step = 0; step < 3; step++) await tell(to, 'trees:Tree:foreign')
  expect(keys(), 'nothing of it but one question').toEqual([])
  expect(questions()).toHaveLength(1)
  expect(texts().join()).not.toContain('foreign')
  expect(texts().join(), 'and it says why they are asked once more').toContain('ещё в одном сообщении')
  expect([await standing(to, 'trees:Tree:hers'), await standing(to, 'trees:Tree:foreign')]).toEqual([
    'CONFIRMED',
    'WAITING',
  ])
  expect(await (await town.fetch(questions()[0]!)).text()).toContain('ещё в одном сообщении')
  // her own go on meanwhile
  await tell(to, 'trees:Tree:hers')
  expect(keys()).toEqual(['key-of-trees:Tree:hers'])

  smtp.letters.length = 0
  await tell(to, 'trees:Tree:second')
  const [link] = questions()
  await answer(link!, 'stop-this')
  await tell(to, 'trees:Tree:second')
  expect(keys()).toEqual([])
})

test('the owner who has typed it once more says so, and what waited leaves', async () => {
  const to = { email: 'ivan@mail.example' }
  await tell(to, 'trees:Tree:1')
  await answer(questions()[0]!, 'yes')
  await run()
  smtp.letters.length = 0
  await tell(to, 'trees:Tree:2')
  expect(await answer(questions()[0]!, 'yes')).toContain('Вам приходят новости об этом деле')
  await run()
  expect(keys()).toEqual(['key-of-trees:Tree:2'])
  expect(await standing(to, 'trees:Tree:2')).toBe('CONFIRMED')
})

test('a first yes opens the thing it was asked for, not what another has typed the same address into', async () => {
  const to = { email: 'shared@mail.example' }
  await tell(to, 'trees:Tree:a')
  await tell(to, 'trees:Tree:b')
  expect(questions()).toHaveLength(1)
  await answer(questions()[0]!, 'yes')
  await run()
  expect(keys()).toEqual(['key-of-trees:Tree:a'])
  expect(questions(), 'and one more question').toHaveLength(2)
})

test('strangers make us ask an address five times a day at most', async () => {
  const to = { email: 'busy@mail.example' }
  await tell(to, 'trees:Tree:first')
  await answer(questions()[0]!, 'yes')
  await run()
  town.clock.advance(day)
  smtp.letters.length = 0
  for (let thing = 0; thing < 20; thing++) await tell(to, `trees:Tree:many-${thing}`)
  expect(smtp.letters).toHaveLength(5)
  expect(keys()).toEqual([])
})

test('whoever is signed in with the address has nothing to confirm; taken away, it is theirs no more', async () => {
  const email = 'citizen@example.test'
  const about = 'trees:Tree:own'
  const actor = {
    kind: 'person',
    key: keyOfTestPerson('citizen'),
    name: 'T',
    username: 'citizen',
    email,
    emailVerified: true,
    assurance: 'PHONE',
    roles: new Set<string>(),
  } as const
  await ctx().use(Notifications).ownAddress({ actor }, { email, about })
  await tell({ email }, about)
  expect(keys()).toEqual([`key-of-${about}`])
  await tell({ email }, 'trees:Tree:typed-by-another')
  expect(keys()).toEqual([`key-of-${about}`])
  await ctx().db.transaction((tx) => ctx().use(Notifications).retract(tx, about, { email }))
  expect(await standing({ email }, about)).toBe('WAITING')
})
