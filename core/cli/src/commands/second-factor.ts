import { Argument, Command, CommanderError } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  city?: string
  user?: string
  json?: true
}

/**
 * `vmeste second-factor on --city uzda`: staff of the city sign in in two steps; `off` takes it back; `reset --user
 * hanna` after a lost phone.
 */
export const secondFactorCommand = () =>
  new Command('second-factor')
    .description('Two steps to sign in: require them of staff, or take them off one account')
    .addArgument(
      new Argument('<act>', 'on and off for the staff of a city, reset for one account').choices([
        'on',
        'off',
        'reset',
      ]),
    )
    .option('--city <slug>', 'with on and off: this city only; every one when left out')
    .option('--user <name>', 'with reset: whose phone and spare codes are gone')
    .option('--json', 'one JSON value')
    .action(async (act: 'on' | 'off' | 'reset', { city, user, json }: Options) => {
      const [{ withAccounts }, { secondFactorAdmin, identityUnit }] = await Promise.all([
        import('../platform/open-accounts.ts'),
        import('@vmeste/host/embedded-identity'),
      ])
      if (act === 'reset' && user === undefined)
        throw new CommanderError(1, 'vmeste.user', 'whose? vmeste second-factor reset --user <name>')
      await withAccounts(readEnv(), async ({ storage }) => {
        const admin = secondFactorAdmin(storage.pool(identityUnit.id))
        if (act === 'reset') return admin.remove(user ?? '')
        if (city !== undefined) {
          const { rowCount } = await storage.pool('core').query('select from core.city where slug = $1', [city])
          if (rowCount === 0)
            throw new VmesteError(
              'VMESTE_CITY_UNKNOWN',
              `There is no city "${city}". Make it first: vmeste city add ${city} …`,
            )
        }
        await admin.require(act === 'on', city)
      })
      if (json) console.log(JSON.stringify({ act, ...(city ? { city } : {}), ...(user ? { user } : {}) }))
      else
        console.log(
          act === 'reset'
            ? `${user} signs in with the password alone, or sets the second step up anew.`
            : `Staff of ${city ?? 'every city'} ${act === 'on' ? 'sign in in two steps, from their next sign-in on' : 'need no second step'}.`,
        )
    })
