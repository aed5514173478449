import { BlockList, isIP } from 'node:net'

/** What nobody outside lives at: IANA's registers of special addresses, and where clouds keep their keys. */
const inner = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  inner.addSubnet(network, prefix, 'ipv4')

/** Of IPv6 only what is given out to the world, without what leads back into IPv4, and without papers' examples. */
const world = new BlockList()
world.addSubnet('2000::', 3, 'ipv6')
const special = new BlockList()
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  special.addSubnet(network, prefix, 'ipv6')

/** Whether an address, as a socket takes it, is one of the world's: not of this machine, nor of a network around it. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !inner.check(address, 'ipv4')
  if (isIP(address) !== 6 || address.includes('%')) return false
  const within = innerV4(address)
  if (within) return isPublicAddress(within)
  return world.check(address, 'ipv6') && !special.check(address, 'ipv6')
}

/** The IPv4 address that a mapped or translated IPv6 one leads to: `::ffff:0:0/96`, `64:ff9b::/96`. */
function innerV4(address: string): string | undefined {
  const groups = groupsOf(address)
  const head = groups.slice(0, 6).join(':')
  if (head !== '0:0:0:0:0:ffff' && head !== '64:ff9b:0:0:0:0') return undefined
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16))
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** All eight, without leading noughts. */
function groupsOf(address: string): string[] {
  const plain = new URL(`http://[${address}]`).hostname.slice(1, -1) // one spelling of many, the IPv4 tail in hex
  const [left = '', right] = plain.split('::')
  const before = left.split(':').filter(Boolean)
  const after = (right ?? '').split(':').filter(Boolean)
  return [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after]
}
