import type { FetchOutside } from '../outside/fetch-outside.ts'
import { fillTemplate, inAddress, inHeader, inJson, isJsonTemplate, type Filling } from './fill-template.ts'
import type { MessageSettings } from './message-settings.ts'
import type { SmsGateway } from './sms-gateway.ts'

/** The gateway has answered, and not with a yes: `SMS_HTTP_500`, or `SMS_ANSWER` where the word of success is missing. */
export class SmsRefused extends Error {
  override readonly name = 'SmsRefused'
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** The gateway that a city has described in its settings; none where it has not. */
export function httpSms(settings: MessageSettings, fetch: FetchOutside): SmsGateway | undefined {
  const { smsUrl: url, smsMethod: method, smsBody: body, smsHeaders: lines, smsSecret: secret } = settings
  if (url === '') return undefined
  const json = isJsonTemplate(body)
  return {
    via: 'sms-http',
    async send({ id, to, text }) {
      const values: Filling = { id, to, text, secret }
      const headers = Object.fromEntries(
        lines.map((line) => {
          const [name = '', ...value] = line.split(': ')
          return [name.toLowerCase(), fillTemplate(value.join(': '), values, inHeader)]
        }),
      )
      const answer = await fetch(fillTemplate(url, values, inAddress), {
        method,
        headers:
          method === 'GET'
            ? headers
            : {
                'content-type': json ? 'application/json; charset=utf-8' : 'application/x-www-form-urlencoded',
                ...headers,
              },
        ...(method === 'GET' ? {} : { body: fillTemplate(body, values, json ? inJson : inAddress) }),
      })
      if (answer.status < 200 || answer.status > 299) throw new SmsRefused(`SMS_HTTP_${answer.status}`)
      if (!answer.text.includes(settings.smsSuccess)) throw new SmsRefused('SMS_ANSWER')
      return { gatewayId: idIn(answer.text, settings.smsIdField) }
    },
  }
}

/** What the answer calls the message, short and plain; nothing where it does not say. */
function idIn(text: string, path: string): string | undefined {
  if (path === '') return undefined
  let at: unknown
  try {
    at = JSON.parse(text)
  } catch {
    return undefined
  }
  for (const step of path.split('.'))
    at =
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string, unknown>)[step]
        : undefined
  return typeof at === 'string' || typeof at === 'number' ? String(at).slice(0, 100) : undefined
}
