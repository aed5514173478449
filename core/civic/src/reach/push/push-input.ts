import { isIP } from 'node:net'
import { Problem, z } from '@vmeste/sdk'
import { isPublicAddress } from '../../outside/public-address.ts'

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
  const safe = url && (named.includes(url.host) || (url.protocol === 'https:' && leadsOutside(url.hostname)))
  if (!read.success || !safe || url.username || url.password) throw unreadable()
  return read.data
}

/** Names are asked when something is sent; an address that lies inside, and a name of no domain, are known by sight. */
function leadsOutside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) ? isPublicAddress(host) : /\.(?!localhost\.?$|local\.?$)[^.]+\.?$/.test(host)
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
