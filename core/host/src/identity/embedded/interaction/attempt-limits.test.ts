import { expect, test } from 'vitest'
import { network } from './attempt-limits.ts'

test.each([
  ['192.0.2.17', '192.0.2'],
  ['::ffff:192.0.2.17', '192.0.2'],
  ['2001:db8:1:2fff::1', '2001:db8:1:2f00'],
  ['2001:db8:1:2f01:ffff:0:0:1', '2001:db8:1:2f00'],
  ['2001:DB8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', '0:0:0:0'],
])('%s belongs to the network %s', (address, expected) => {
  expect(network(address)).toBe(expected)
})
