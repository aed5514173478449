import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { civicPlugin, civicState } from '@vmeste/civic'
import { createHost, type Host, type HostOptions } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityMail, IdentityUsers, NewUser } from '@vmeste/host/identity'
import { portalRoutes, readPortal } from '@vmeste/host/portal'
import type { Plugin } from '@vmeste/sdk'
import { createTestDatabase, testSecret } from '@vmeste/testkit'
import { installedModules } from '../../core/cli/src/platform/installed-modules.ts'
import { demonstrationAccounts } from '../../demo/src/accounts/demonstration-accounts.ts'
import { setUpPlatformAccounts } from '../../demo/src/accounts/set-up-accounts.ts'
import type { CityPlan } from '../../demo/src/plans/city-plan.ts'
import { cityPlans } from '../../demo/src/plans/city-plans.ts'
import { finishCity, prepareCity } from '../../demo/src/cities/prepare-city.ts'
import { uzda } from '../../demo/src/plans/uzda.ts'
import { buildPortal } from '../build/build-portal.ts'

const webRoot = join(import.meta.dirname, '..')

export interface Platform {
  readonly host: Host
  /** `http://localhost:<port>`: browsers treat it as a safe place, so signing in and the worker work. */
  readonly origin: string
  readonly databaseUrl: string
  /** Where uploaded files lie. */
  readonly dataFolder: string
  /** Lines the host logged. */
  readonly log: string[]
  /** Letters that the embedded sign-in has sent. */
  readonly mails: readonly IdentityMail[]
  /** Asks a city's graph over HTTP as one of the demonstration's accounts, or as a guest. */
  ask<Data = Record<string, unknown>>(
    city: string,
    query: string,
    variables?: Record<string, unknown>,
    as?: string,
  ): Promise<{ data: Data; errors?: { message: string; extensions: { code: string } }[] }>
  /**
   * One city more, like the demonstration's Uzda but empty: everything in it is its own, and its accounts are called
   * after it (`operator.<slug>`).
   */
  addCity(slug: string): Promise<void>
  /** Ends the host and leaves the database and the files to another. */
  stopHost(): Promise<void>
  stop(): Promise<void>
}

/** One that somebody else ends. */
export type SharedPlatform = Omit<Platform, 'stop' | 'stopHost'>

export interface PlatformOptions {
  /** Where it will be found, when somebody has to know before. */
  readonly origin?: string
  /** Where files lie; a temporary folder unless given. */
  readonly dataFolder?: string
  /** Where an embedded database lies. */
  readonly databaseFolder?: string
  /** How long the database is waited for before it counts as gone, where no test takes it away. */
  readonly probeMs?: number
  /** Another sign-in than the embedded one. */
  readonly identity?: HostOptions['identity']
  /** What the page of the state is read from, where a test wants it otherwise. */
  readonly status?: HostOptions['status']
  /** Changes the invented people for a sign-in that takes not every name. */
  readonly asPerson?: (user: NewUser) => NewUser
}

/**
 * The whole product in this process: built portal, embedded sign-in, installed modules, and the demonstration's two
 * cities with their directory, staff and QR points, but without a month of reports and with the modules of a new city
 * only.
 *
 * @param postgres owner's URL of a PostgreSQL: `inject('postgres')` in a test
 * @param more modules of a test that have no pages; installed, and off in every city
 */
export async function startPlatform(
  postgres: string,
  more: readonly Plugin[] = [],
  options: PlatformOptions = {},
): Promise<Platform> {
  const modules = await installedModules()
  const plugins = [...modules.plugins, ...more]
  await buildPortal({ modules: modules.folders })
  const civic = civicPlugin({ mailLater: true })
  const [database, dataFolder, port] = await Promise.all([
    createTestDatabase(postgres, [civic, ...plugins], [identityUnit]),
    options.dataFolder ?? mkdtemp(join(tmpdir(), 'vmeste-e2e-')),
    freePort(),
  ])
  const origin = options.origin ?? `http://localhost:${port}`
  const log: string[] = []
  const mails: IdentityMail[] = []
  const built = await readPortal(
    webRoot,
    modules.plugins.map(({ id }, i) => ({ id, root: modules.folders[i]! })),
  )
  const host = await createHost({
    databaseUrl: database.url,
    secret: testSecret,
    origin,
    dataFolder,
    databaseFolder: options.databaseFolder,
    ...(options.probeMs ? { probeMs: options.probeMs } : {}),
    civic,
    modules: plugins,
    packageFolders: [webRoot, ...modules.folders],
    units: [identityUnit],
    status: { civic: civicState, ...options.status },
    logger: pino(
      { level: 'warn' },
      {
        write: (line: string) => {
          log.push(line)
        },
      },
    ),
    identity:
      options.identity ??
      embeddedIdentity({
        mail: async (message) => {
          mails.push(message)
        },
        demonstrationAccounts,
      }),
    portal: (parts) => portalRoutes(parts, built),
    portalAssets: (module) => built.modules.get(module)?.assets,
  })
  const addCity = await furnish(host, modules.newCity, options.asPerson)
  await host.listen(Number(new URL(origin).port))
  let stopped: Promise<void> | undefined
  const stopHost = (): Promise<void> => (stopped ??= host.stop())

  return {
    host,
    origin,
    databaseUrl: database.url,
    dataFolder,
    log,
    mails,
    ask: async <Data>(city: string, query: string, variables: Record<string, unknown> = {}, as?: string) => {
      const bearer = as ? await host.identity!.issueToken!(as) : undefined
      const reply = await fetch(`${origin}/c/${city}/graphql`, {
        method: 'POST',
        body: JSON.stringify({ query, variables }),
        headers: {
          'content-type': 'application/json',
          'accept-language': 'ru',
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        },
      })
      return (await reply.json()) as { data: Data }
    },
    addCity: (slug) => addCity({ ...uzda, city: { ...uzda.city, slug } }),
    stopHost,
    stop: async () => {
      await stopHost()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

/** Furnishes the demonstration's cities; gives what furnishes another. */
async function furnish(
  host: Host,
  newCity: readonly string[],
  asPerson: (user: NewUser) => NewUser = (user) => user,
): Promise<(plan: CityPlan) => Promise<void>> {
  const { users: accounts } = host.identity!
  const users: IdentityUsers = { ...accounts, create: (user) => accounts.create(asPerson(user)) }
  const platform = await setUpPlatformAccounts(users)
  const add = async (plan: CityPlan): Promise<void> => {
    await finishCity(
      users,
      await prepareCity({ host, users, platform, newCity, onProgress: () => undefined }, { ...plan, also: [] }),
    )
  }
  for (const plan of cityPlans) await add(plan)
  return add
}

/** The origin is part of every token and link, so the port must be known before the host is made. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })
}
