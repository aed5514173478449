import { randomUUID } from 'node:crypto'
import { civicPlugin } from '@vmeste/civic'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTown, submitMutation, type Town } from './town.ts'

/** A town without a mail server: no letter ever leaves it. */
let town: Town
beforeAll(async () => {
  town = await openTown(inject('postgres'), undefined, { civic: civicPlugin() })
})
afterAll(() => town.stop())

interface Sent {
  readonly __typename: string
  readonly id: string
  readonly secret: string
  readonly code: string
  readonly path: string
  readonly message: string
}
const send = async (contact?: object, city = 'uzda') =>
  (
    await town.graph<{ submitReport: Sent }>(city, submitMutation, {
      input: {
        submissionKey: randomUUID(),
        place: { address: `ул. ${randomUUID()}`, point: { lat: 53.4627, lon: 27.2138 } },
        topic: 'YARD.PLAY',
        text: 'Качели сломаны',
        anywayNew: true,
        ...(contact && { contact: { consent: true, ...contact } }),
      },
    })
  ).data.submitReport
const letters = () =>
  town.civic.db.read.selectFrom('notification').select('event').where('channel', '=', 'EMAIL').execute()

test('an e-mail is refused in words, wherever it is left, and no letter is promised', async () => {
  expect(await town.ask('{ contactConsent { letters phone } }')).toEqual({
    contactConsent: { letters: false, phone: 'CALL' },
  })
  expect(await send({ email: 'anna@mail.example' })).toMatchObject({
    code: 'CONTACT_EMAIL_NOWHERE',
    path: 'input.contact.email',
  })
  const { secret, id } = await send()
  const contact = { email: 'anna@mail.example', consent: true }
  const words = '{ __typename ... on Problem { code } }'
  for (const verb of ['leaveContact', 'correctContact'])
    expect(
      await town.ask(`mutation ($s: String!, $c: ReportContactInput!) { ${verb}(secret: $s, contact: $c) ${words} }`, {
        s: secret,
        c: contact,
      }),
    ).toEqual({ [verb]: { __typename: 'InvalidInput', code: 'CONTACT_EMAIL_NOWHERE' } })
  expect(
    await town.ask(
      'mutation ($i: JoinReportInput!) { joinReport(input: $i) { __typename ... on Problem { code } } }',
      { i: { report: id, submissionKey: randomUUID(), contact } },
      { device: randomUUID() },
    ),
  ).toMatchObject({ joinReport: { code: 'CONTACT_EMAIL_NOWHERE' } })
  expect(await letters()).toEqual([])
})

test('where neither a letter nor a call comes, nobody is sent to an e-mail that would not be read', async () => {
  const refused = await send({ phone: '+375291234567' }, 'zhodino')
  expect(refused).toMatchObject({ code: 'CONTACT_PHONE_NOWHERE', path: 'input.contact.phone' })
  expect(refused.message).not.toMatch(/почт/)
})
