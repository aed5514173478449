import { Problem, z } from '@vmeste/sdk'

/** A browser's subscription as its page hands it over. */
export interface PushInput {
  readonly endpoint: string
  readonly p256dh: string
  readonly auth: string
}

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')
const endpointAtMost = 1_000
const schema = z.object({
  endpoint: z.string().max(endpointAtMost),
  // a point of the curve, uncompressed, and sixteen bytes: the library takes nothing else
  p256dh: z.string().refine((text) => bytes(text).length === 65 && bytes(text)[0] === 4),
  auth: z.string().refine((text) => bytes(text).length === 16),
})

/**
 * Where it leads is looked at once more when something is sent: names may answer otherwise by then.
 *
 * @param named hosts inside that may be spoken to in the open
 * @throws Problem `PUSH_UNREADABLE`
 */
export function readPush(value: unknown, named: readonly string[]): PushInput {
  const read = schema.safeParse(value)
  const url = read.success ? URL.parse(read.data.endpoint) : null
  const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && named.includes(url.host))
  if (!read.success || !safe || url.username || url.password) throw unreadable()
  return read.data
}

/** The address of a subscription that is to end. @throws Problem `PUSH_UNREADABLE` */
export function readEndpoint(endpoint: string): string {
  if (endpoint.length > endpointAtMost || !URL.canParse(endpoint)) throw unreadable()
  return endpoint
}

const unreadable = () =>
  new Problem('PUSH_UNREADABLE', {
    ru: 'Браузер прислал непонятный адрес для уведомлений. Попробуйте другой браузер.',
    be: 'Браўзер даслаў незразумелы адрас для апавяшчэнняў. Паспрабуйце іншы браўзер.',
    en: 'The browser sent an address for notifications that cannot be used. Please try another browser.',
  })
