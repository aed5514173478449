import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { OutsideError } from './outside-error.ts'
import { isPublicAddress } from './public-address.ts'

export interface OutsideAddress {
  readonly address: string
  readonly family: number
}

/** Answers with every address of a name. */
export type ResolveName = (name: string) => Promise<readonly OutsideAddress[]>

export interface CheckedTarget {
  readonly url: URL
  /** As a certificate has it, without the brackets of IPv6. */
  readonly host: string
  /** The only ones to connect to: asked again, a name may answer otherwise. */
  readonly addresses: readonly [OutsideAddress, ...OutsideAddress[]]
}

export const resolveName: ResolveName = (name) => lookup(name, { all: true })

/**
 * Looks at where a call would go before it goes. One address inside is enough to refuse: who answers with two picks the
 * one we land on.
 *
 * @param named hosts that may lie inside and be spoken to in the open, `modem.lan` or `192.168.8.1:8080`
 * @throws OutsideError
 */
export async function checkedTarget(
  text: string | URL,
  named: readonly string[],
  resolve: ResolveName = resolveName,
): Promise<CheckedTarget> {
  const url = URL.parse(String(text))
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) throw new OutsideError('URL')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const [first, ...more] = family ? [{ address: host, family }] : await resolve(host)
  if (!first) throw new OutsideError('NAME')
  const isNamed = named.some((each) => isOf(each, url))
  if (!isNamed) {
    if (![first, ...more].every(({ address }) => isPublicAddress(address))) throw new OutsideError('PRIVATE')
    if (url.protocol === 'http:') throw new OutsideError('PLAIN')
  }
  return { url, host, addresses: [first, ...more] }
}

/** A host that is named with a port is named at that port alone. */
function isOf(named: string, url: URL): boolean {
  const given = URL.parse(`${url.protocol}//${named}`)
  if (!given || given.hostname !== url.hostname) return false
  return /:\d+$/.test(named) ? given.port === url.port : true
}
