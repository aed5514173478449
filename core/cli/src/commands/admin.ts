import { randomBytes } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { Command } from 'commander'
import { Problem, VmesteError } from '@vmeste/sdk'
import type { Accounts } from '../platform/open-accounts.ts'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  name?: string
  also?: true
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
    .option('--name <given name>', 'of whom an account is made')
    .option('--family <family name>')
    .option('--email <address>')
    .option('--city <slug>', 'administrator of this city only')
    .option('--also', 'with --city: somebody who has an account gets this city too, and keeps name and password')
    .option('--password-stdin', 'read the password from standard input; otherwise one is made and shown once')
    .option('--json', 'one JSON value')
    .action(async (username: string, options: Options, command: Command) => {
      if (options.also) return administratorToo(username, options, command)
      const { name } = options
      if (name === undefined) return command.error("error: required option '--name <given name>' not specified")
      const { withAccounts } = await import('../platform/open-accounts.ts')
      const given = options.passwordStdin ? (await text(process.stdin)).trim() : undefined
      const password = given ?? randomBytes(12).toString('base64url')
      await withAccounts(readEnv(), (accounts) => makeAdministrator(accounts, username, password, { ...options, name }))
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

/** `vmeste admin pavel --city slutsk --also`: who runs one city runs another too. */
async function administratorToo(username: string, { city, json, ...made }: Options, command: Command): Promise<void> {
  if (city === undefined || made.name !== undefined || made.passwordStdin || made.email || made.family)
    return command.error('error: --also gives an account that is there a city more: it goes with --city alone')
  const { withAccounts } = await import('../platform/open-accounts.ts')
  await withAccounts(readEnv(), async ({ identity: { users }, storage }) => {
    await requireCity(storage, city)
    const found = await users.find(username)
    const why =
      found === undefined
        ? `Nobody here has the user name "${username}"`
        : found.demonstration
          ? `"${username}" is invented, of the demonstration`
          : found.enabled
            ? undefined
            : `The account "${username}" is closed`
    if (why !== undefined)
      throw new VmesteError(
        'VMESTE_ADMIN_ALSO',
        `${why}, and nobody was given a city. Make an account: vmeste admin <user> --name … --city ${city}`,
      )
    await users.grant(username, { city, role: 'city-admin' })
  })
  if (json) console.log(JSON.stringify({ user: username, city }))
  else
    console.log(
      `${username} is administrator of ${city} too. The account and its password stay; whoever is signed in has the role within five minutes.`,
    )
}

/** A role in a city that is not there would silently give no right. @throws VmesteError `VMESTE_CITY_UNKNOWN` */
async function requireCity(storage: Accounts['storage'], city: string): Promise<void> {
  const { rowCount } = await storage.pool('core').query('select from core.city where slug = $1', [city])
  if (rowCount === 0)
    throw new VmesteError('VMESTE_CITY_UNKNOWN', `There is no city "${city}". Make it first: vmeste city add ${city} …`)
}

/** Whoever has the name may be meant, or somebody else. */
const taken = (username: string, city: string): Problem =>
  new Problem(
    'USERNAME_TAKEN',
    {
      ru: 'Имя {username} уже занято. Если это тот же человек, дайте ему и этот город: vmeste admin {username} --city {city} --also. Если другой — выберите другое имя.',
      be: 'Імя {username} ужо занятае. Калі гэта той самы чалавек, дайце яму і гэты горад: vmeste admin {username} --city {city} --also. Калі іншы — абярыце іншае імя.',
      en: 'The name {username} is taken. If this is the same person, give them this city too: vmeste admin {username} --city {city} --also. If not, take another name.',
    },
    { kind: 'conflict', path: 'username', params: { username, city } },
  )

async function makeAdministrator(
  { identity, storage }: Accounts,
  username: string,
  password: string,
  { name, family, email, city }: Options & { readonly name: string },
): Promise<void> {
  if (city !== undefined) await requireCity(storage, city)
  const creating = identity.users.create({
    username,
    password,
    givenName: name,
    ...(family ? { familyName: family } : {}),
    ...(email ? { email } : {}),
    realmRoles: city === undefined ? ['platform-admin'] : [],
    cityRoles: city === undefined ? [] : [{ city, role: 'city-admin' }],
  })
  await creating.catch((error: unknown) => {
    throw city !== undefined && error instanceof Problem && error.code === 'USERNAME_TAKEN'
      ? taken(username, city)
      : error
  })
}
