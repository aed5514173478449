import { Command, InvalidArgumentError } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import { withNoted } from '../platform/running.ts'

/** `vmeste token operator.uzda`: a bearer for an invented person, so that anyone can try the graph with curl. */
export const tokenCommand = () =>
  new Command('token')
    .description('An access token for an account of the demonstration')
    .argument(
      '<user>',
      'citizen, operator.uzda, executor.uzda, head.uzda, admin.uzda, the same for zhodino, platform.admin',
    )
    .option('--seconds <n>', 'how long it lives, at most 3600', seconds, 3600)
    .option('--json', 'one JSON value')
    .action(async (user: string, options: { seconds: number; json?: true }) => {
      const { withAccounts } = await import('../platform/open-accounts.ts')
      const env = await withNoted(readEnv())
      const token = await withAccounts(env, async ({ identity }) => {
        if (!identity.issueToken)
          throw new VmesteError(
            'VMESTE_TOKEN_NO_DEMONSTRATION',
            'Tokens are made for the demonstration only, and this installation has none. Sign in through the portal.',
          )
        return identity.issueToken(user, options.seconds)
      })
      console.log(options.json ? JSON.stringify({ user, token, expiresInSeconds: options.seconds }) : token)
    })

function seconds(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1 || number > 3600)
    throw new InvalidArgumentError('a whole number from 1 to 3600.')
  return number
}
