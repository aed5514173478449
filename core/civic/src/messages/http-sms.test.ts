import { expect, test } from 'vitest'
import type { FetchOutside, OutsideAsk } from '../outside/fetch-outside.ts'
import { httpSms } from './http-sms.ts'
import { messageSettings } from './message-settings.ts'

const message = { id: 'a-b', to: '+375291234567', text: 'Ответ: "готово" & <да>\n5 %' }
const asked: (OutsideAsk & { url: string })[] = []
const gateway = (set: Record<string, unknown>, answer = { status: 200, text: 'ok' }) => {
  asked.length = 0
  const fetch: FetchOutside = (url, ask = {}) => {
    asked.push({ url: String(url), ...ask })
    return Promise.resolve({ ...answer, headers: {} })
  }
  return httpSms(messageSettings.parse({ smsUrl: 'https://sms.example/send', ...set }), fetch)
}

test('a city that has set no address has no gateway', () => {
  expect(gateway({ smsUrl: '' })).toBeUndefined()
})

test('a form, JSON and an address carry any text, each escaped by its place', async () => {
  await gateway({ smsBody: 'key={secret}&to={to}&text={text}', smsSecret: 'a&b=c' })!.send(message)
  const form = new URLSearchParams(String(asked[0]!.body))
  expect(Object.fromEntries(form)).toEqual({ key: 'a&b=c', to: message.to, text: message.text })
  expect(asked[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } })

  await gateway({ smsBody: '{"messages":[{"to":"{to}","body":"{text}","ref":"{id}"}]}' })!.send(message)
  expect(JSON.parse(String(asked[0]!.body))).toEqual({ messages: [{ to: message.to, body: message.text, ref: 'a-b' }] })
  expect(asked[0]!.headers).toEqual({ 'content-type': 'application/json; charset=utf-8' })

  await gateway({ smsMethod: 'GET', smsUrl: 'https://sms.example/send?to={to}&text={text}' })!.send(message)
  expect(Object.fromEntries(new URL(asked[0]!.url).searchParams)).toEqual({ to: message.to, text: message.text })
  expect(asked[0]!.body).toBeUndefined()
})

test('a message that itself looks like a template is only text', async () => {
  await gateway({ smsBody: 'text={text}', smsSecret: 'hush' })!.send({ ...message, text: '{secret} {to}' })
  expect(asked[0]!.body).toBe(`text=${encodeURIComponent('{secret} {to}')}`)
})

test('headers carry the secret and stay one line each', async () => {
  const sms = gateway({ smsHeaders: ['Authorization: Bearer {secret}', 'X-To: {to}'], smsSecret: 'k\r\nEvil: 1' })
  await sms!.send(message)
  expect(asked[0]!.headers).toMatchObject({ authorization: 'Bearer kEvil: 1', 'x-to': message.to })
})

test.each([
  [{}, { status: 500, text: '' }, 'SMS_HTTP_500'],
  [{}, { status: 404, text: 'ok' }, 'SMS_HTTP_404'],
  [{ smsSuccess: '"status":"ok"' }, { status: 200, text: '{"status":"no money"}' }, 'SMS_ANSWER'],
])('%j answered with %j is no success', async (set, answer, code) => {
  await expect(gateway(set, answer)!.send(message)).rejects.toMatchObject({ code })
})

test.each([
  ['messages.0.id', '{"messages":[{"id":17}]}', '17'],
  ['id', '{"id":"x-1"}', 'x-1'],
  ['__proto__.id', '{}', undefined],
  ['id', 'OK 17', undefined],
])('what the answer calls the message: %s in %s', async (smsIdField, text, gatewayId) => {
  expect(await gateway({ smsIdField }, { status: 202, text })!.send(message)).toEqual({ gatewayId })
})

test.each([
  [{ smsUrl: 'https://name:word@sms.example' }, 'SMS_URL'],
  [{ smsUrl: 'ftp://sms.example' }, 'SMS_URL'],
  [{ smsBody: '{"to":"{to}"' }, 'SMS_BODY'],
  [{ smsHeaders: ['Host: inner'] }, 'SMS_HEADER'],
  [{ smsHeaders: ['no colon'] }, 'SMS_HEADER'],
])('%j is refused when it is saved', (set, code) => {
  const { error } = messageSettings.safeParse(set)
  expect(error?.issues[0]).toMatchObject({ params: { code } })
})
