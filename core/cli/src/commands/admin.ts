import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { VmesteError } from '@vmeste/sdk'
import type { Accounts } from '../platform/open-accounts.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  name: string
  family?: string
  email?: string
  city?: string
  passwordStdin?: true
  json?: true
}

/** `vmeste admin hanna --name Hanna --city uzda`: the first administrator of an empty platform, or of one city. */
export const adminCommand = () =>
  new Command('admin')
    .description('Make an administrator: of the platform, and with --city of that city')
    .argument('<user>', 'name to sign in with: lower-case letters, digits, dot, dash')
    .requiredOption('--name <given name>')
    .option('--family <family name>')
    .option('--email <address>')
    .option('--city <slug>', 'administrator of this city only')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown once')
    .option('--json', 'one JSON value')
    .action(async (username: string, options: Options) => {
      const { withAccounts } = await import('../platform/open-accounts.ts')
      const given = options.passwordStdin ? (await text(process.stdin)).trim() : undefined
      const password = given ?? randomBytes(12).toString('base64url')
      await withAccounts(readEnv(), (accounts) => makeAdministrator(accounts, username, password, options))
      const made = {
        user: username,
        ...(options.city ? { city: options.city } : {}),
        ...(given === undefined ? { password } : {}),
      }
      if (options.json) console.log(JSON.stringify(made))
      else
        console.log(
          [
            `${username} is administrator of ${options.city ?? 'the platform'}.`,
            ...(given === undefined ? [`Password, shown this once: ${password}`] : []),
          ].join('\n'),
        )
    })

async function makeAdministrator(
  { identity, storage }: Accounts,
  username: string,
  password: string,
  { name, family, email, city }: Options,
): Promise<void> {
  if (city !== undefined) {
    // a role in a city that is not there would silently give no right
    const { rowCount } = await storage.pool('core').query('select from core.city where slug = $1', [city])
    if (rowCount === 0)
      throw new VmesteError(
        'VMESTE_CITY_UNKNOWN',
        `There is no city "${city}". Make it first: vmeste city add ${city} …`,
      )
  }
  await identity.users.create({
    username,
    password,
    givenName: name,
    ...(family ? { familyName: family } : {}),
    ...(email ? { email } : {}),
    realmRoles: city === undefined ? ['platform-admin'] : [],
    cityRoles: city === undefined ? [] : [{ city, role: 'city-admin' }],
  })
}
