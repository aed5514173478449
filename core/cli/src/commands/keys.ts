import { Argument, Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

/** `vmeste keys rotate`: a new key signs tokens, hosts that run follow by themselves. */
export const keysCommand = () =>
  new Command('keys')
    .description('The keys that sign tokens: make a new one, withdraw the old when its last token is over')
    .addArgument(
      new Argument(
        '<act>',
        'rotate: make a new key that signs from now on; the old one is believed until its last token is over',
      ).choices(['rotate']),
    )
    .option('--at-once', 'the old key got out: believe it no more, everybody signs in or refreshes anew')
    .option('--json', 'one JSON value')
    .action(async (_act: 'rotate', { atOnce = false, json }: { atOnce?: boolean; json?: true }) => {
      const { withAccounts } = await import('../platform/open-accounts.ts')
      const { kid, signsFrom, oldUntil } = await withAccounts(readEnv(), async ({ identity }) => {
        if (!identity.rotateKeys)
          throw new VmesteError(
            'VMESTE_KEYS_ELSEWHERE',
            "The keys are Keycloak's: rotate them there, under Realm settings, Keys.",
          )
        return identity.rotateKeys({ atOnce })
      })
      if (json) console.log(JSON.stringify({ kid, signsFrom, oldUntil }))
      else
        console.log(
          `Key ${kid} signs from ${signsFrom.toISOString()}; the old one is believed until ${oldUntil.toISOString()}. Hosts that run follow by themselves.`,
        )
    })
