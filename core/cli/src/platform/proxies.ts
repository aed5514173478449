import { isIP } from 'node:net'
import { z } from '@vmeste/sdk'

const loopback = 'loopback'

/**
 * Proxies whose `X-Forwarded-For` is believed, as an operator writes them: addresses, networks (`10.0.5.0/24`),
 * `loopback`, divided by commas. `/0` is everybody, and then anybody writes the address they are counted under.
 */
export const proxiesSchema = z.string().transform((text, { addIssue }): readonly string[] => {
  const named = text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  if (named.length === 0) addIssue({ code: 'custom', message: 'names nobody: leave it out for the default, loopback' })
  for (const each of named)
    if (each !== loopback && !isNetwork(each))
      addIssue({
        code: 'custom',
        message: `cannot read "${each.slice(0, 60)}": write an address, a network such as 10.0.5.0/24 (not /0), or loopback, several divided by ","`,
      })
  return named
})

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || more.length > 0 || address.includes('%')) return false
  return prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128))
}
