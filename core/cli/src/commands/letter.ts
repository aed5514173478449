import { Command, Option } from 'commander'
import { langs, VmesteError, type Lang } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'
import { withNoted } from '../platform/running.ts'
import { terminalLang } from '../platform/terminal-lang.ts'

/**
 * `vmeste letter hanna`: the letter that could not go out, with a new link in it. No page ever shows one, so here is
 * where it is.
 */
export const letterCommand = (): Command =>
  new Command('letter')
    .description(
      'The letter somebody waits for where none can be sent: an invitation, or a new password. Hand its link over; it is good once',
    )
    .argument('<user>', 'user name or e-mail')
    .addOption(new Option('--lang <lang>', 'of the letter; that of the terminal when left out').choices(langs))
    .option('--json', 'one JSON value')
    .action(async (user: string, options: { lang?: Lang; json?: true }) => {
      const { withAccounts } = await import('../platform/open-accounts.ts')
      const env = await withNoted(readEnv())
      const letter = await withAccounts(env, async ({ identity }) => {
        if (!identity.handOver)
          throw new VmesteError(
            'VMESTE_LETTER_ELSEWHERE',
            "The accounts are Keycloak's: send its letters, or set a password, there.",
          )
        return identity.handOver(user, options.lang ?? terminalLang())
      })
      if (options.json) console.log(JSON.stringify(letter))
      else console.log([`To: ${letter.to || user}`, letter.subject, '', letter.text].join('\n'))
    })
