import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { civicPlugin } from '@vmeste/civic'
import { createTestHost, uzda, zhodino, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

let town: TestHost
let gateway: Server
let at: string
let answer = { status: 200, text: '{"id":"m-7"}' }
const heard: string[] = []
beforeAll(async () => {
  gateway = createServer((req, res) => {
    let body = ''
    req.on('data', (part: Buffer) => (body += part.toString()))
    req.on('end', () => {
      heard.push(`${req.headers.authorization} ${body}`)
      res.writeHead(answer.status).end(answer.text)
    })
  })
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done))
  at = `127.0.0.1:${(gateway.address() as AddressInfo).port}`
  town = await createTestHost({
    postgres: inject('postgres'),
    cities: [uzda, { ...zhodino, demonstration: true }],
    host: { civic: civicPlugin({ privateTargets: [at] }) },
  })
})
afterAll(async () => {
  await town.stop()
  gateway.close()
})

const asAdmin = <Data = Record<string, Record<string, unknown> | undefined>>(
  text: string,
  variables: Record<string, unknown> = {},
  slug = 'uzda',
) => town.graph<Data>(slug, text, variables, { as: `admin.${slug}` })
const settings = async () => {
  const { data } = await asAdmin('{ moduleSettings(module: "civic") { version enabled values secretsSet } }')
  return data['moduleSettings'] as unknown as {
    version: string
    enabled: boolean
    values: object
    secretsSet: string[]
  }
}
const save = async (values: object) =>
  (
    await asAdmin(
      `mutation ($values: JSON!, $expected: String!) { changeModuleSettings(module: "civic", values: $values, expected: $expected) {
        __typename ... on Problem { code message } ... on InvalidInput { fields { path code } } } }`,
      { values, expected: (await settings()).version },
    )
  ).data['changeModuleSettings']
const trial = async (phone = '+375 29 123-45-67', slug = 'uzda') =>
  (
    await asAdmin(
      'mutation ($phone: String!) { sendTestMessage(phone: $phone) { __typename ... on TestMessageSent { said } ... on Problem { code message } } }',
      { phone },
      slug,
    )
  ).data['sendTestMessage']

test('a city describes its gateway in a form; the key is never read back', async () => {
  expect(await trial()).toMatchObject({ code: 'MESSAGE_NO_GATEWAY' })
  expect(
    await save({
      smsUrl: `http://${at}/send`,
      smsBody: '{"to":"{to}","text":"{text}"}',
      smsHeaders: ['Authorization: Bearer {secret}'],
      smsSecret: 'hush-hush',
      smsIdField: 'id',
    }),
  ).toMatchObject({ __typename: 'ModuleSettingsChanged' })
  expect(await settings()).toMatchObject({ enabled: true, secretsSet: ['smsSecret'] })
  expect(JSON.stringify(await settings())).not.toContain('hush-hush')
  expect(await trial()).toMatchObject({ __typename: 'TestMessageSent', said: expect.stringContaining('m-7') as string })
  expect(heard[0]).toMatch(/^Bearer hush-hush \{"to":"\+375291234567","text":"Узда: СМС доходят/)
})

test('what the gateway refuses is said in words and a code, and the number nowhere', async () => {
  answer = { status: 402, text: 'no money for +375291234567' }
  const refused = await trial()
  expect(refused).toMatchObject({ code: 'MESSAGE_REFUSED' })
  expect(refused!['message']).toContain('SMS_HTTP_402')
  expect(JSON.stringify(refused) + town.log.join('')).not.toContain('291234567')
})

test.each(['http://127.1:9/', 'https://[::ffff:127.0.0.1]/', 'https://0x7f000001/', 'https://localhost/'])(
  'a gateway inside is not spoken to: %s',
  async (smsUrl) => {
    await save({ smsUrl })
    expect(await trial()).toMatchObject({
      code: expect.stringMatching(/^MESSAGE_(REFUSED|TRIED_TOO_OFTEN)$/) as string,
    })
    expect(heard).toHaveLength(2)
  },
)

test('what cannot be spoken to is refused in its field', async () => {
  expect(await save({ smsUrl: 'ftp://sms.example' })).toMatchObject({
    fields: [{ path: 'values.smsUrl', code: 'SMS_URL' }],
  })
  expect(await save({ callDepartment: 'NOBODY' })).toMatchObject({ __typename: 'InvalidInput' })
})

test('five tries an hour, and none in a demonstration', async () => {
  expect(await trial()).toMatchObject({ code: 'MESSAGE_TRIED_TOO_OFTEN' })
  expect(await trial('+375291234567', 'zhodino')).toMatchObject({
    said: 'Это демонстрация: отсюда ничего не уходит, и это сообщение тоже.',
  })
})
