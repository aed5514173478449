import type { Express, RequestHandler } from 'express'
import { BlockList, isIP } from 'node:net'
import type { Logger } from 'pino'

const inside = new BlockList()
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  inside.addSubnet(network, prefix, 'ipv4')
inside.addSubnet('fc00::', 7, 'ipv6')

/** Whether an address is of a network of one's own: a proxy there is likely ours, and its address is nobody's. */
export function isInside(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  return version !== 0 && inside.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

/**
 * Says once when somebody inside passes requests on and was not named: then everybody behind it is counted as one,
 * which nobody would guess from a page that says «too many attempts». A stranger who writes the header is no proxy, and
 * is not written down.
 */
export function noticeUnnamedProxy(app: Express, logger: Pick<Logger, 'warn'>): RequestHandler {
  const isNamed = app.get('trust proxy fn') as (address: string, hop: number) => boolean
  let said = false
  return (req, _res, next) => {
    const from = req.socket.remoteAddress ?? ''
    if (!said && req.headers['x-forwarded-for'] !== undefined && isInside(from) && !isNamed(from, 0)) {
      said = true
      logger.warn(
        { proxy: from },
        'a proxy that VMESTE_PROXIES does not name passes requests on: everybody behind it is counted as one address',
      )
    }
    next()
  }
}
