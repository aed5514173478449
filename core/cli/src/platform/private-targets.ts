import { z } from '@vmeste/sdk'

/** Hosts, with a port or without, divided by commas: `modem.lan, 192.168.8.1:8080`. No networks: each is named. */
export const privateTargetsSchema = z.string().transform((text, { addIssue }): readonly string[] => {
  const named = text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)
  for (const each of named)
    if (URL.parse(`https://${each}`)?.pathname !== '/' || /[/@?#*\s]/.test(each))
      addIssue({
        code: 'custom',
        message: `cannot read "${each.slice(0, 60)}": write a host, with a port or without (modem.lan, 192.168.8.1:8080), several divided by ","`,
      })
  return named
})
