import pino from 'pino'
import { civicPlugin } from '@vmeste/civic'
import { erasurePurpose } from '@vmeste/host/backup'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { IdentityPort } from '@vmeste/host/identity'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { keyOf, openStorage, type Storage } from '@vmeste/host/storage'
import { Clock } from '@vmeste/sdk'
import { installedModules } from './installed-modules.ts'
import { openDatabase } from './open-database.ts'
import type { Env } from './read-env.ts'

class SystemClock extends Clock {
  override now(): Date {
    return new Date()
  }
}

export interface Accounts {
  readonly identity: IdentityPort
  readonly storage: Storage
  /** Owner of the database. */
  readonly ownerUrl: string
  /** Of the installation's book of erasures. */
  readonly erasureKey: Buffer
  close(): Promise<void>
}

export interface AccountsOptions {
  /** Id of an added module whose code is not to run. */
  readonly except?: string
}

/**
 * The accounts and tables of this installation for one command, beside a running host or without one:
 * no events, no jobs, nothing that listens.
 */
export async function openAccounts(env: Env, { except }: AccountsOptions = {}): Promise<Accounts> {
  const { plugins } = await installedModules({
    dataFolder: env.dataFolder,
    faults: 'rest',
    ...(except === undefined ? {} : { except }),
  })
  return openDatabase(env, { inUse: 'share' }, {}, async ({ url, secret, opening, stop }) => {
    const storage = await openStorage(url, secret, [civicPlugin(), ...plugins], [identityUnit], {
      opening,
      mayRest: new Set(plugins.map(({ id }) => id)),
    })
    try {
      return { ...(await openOn(env, storage, secret, stop)), ownerUrl: url }
    } catch (error) {
      await storage.close()
      throw error
    }
  })
}

async function openOn(
  env: Env,
  storage: Storage,
  secret: string,
  stop: () => Promise<void>,
): Promise<Omit<Accounts, 'ownerUrl'>> {
  const provider = env.keycloak
    ? keycloakIdentity(env.keycloak)
    : embeddedIdentity({ ...(env.demonstration ? { demonstrationAccounts: [] } : {}) })
  const identity = await provider({
    // the standard output belongs to the answer of the command
    storage,
    origin: env.origin,
    logger: pino({ level: env.logLevel }, pino.destination(2)),
    clock: new SystemClock(),
    key: (purpose) => keyOf(secret, purpose),
  })
  return {
    identity,
    storage,
    erasureKey: keyOf(secret, erasurePurpose),
    close: async () => {
      await identity.stop()
      await storage.close()
      await stop()
    },
  }
}

/** Opens the accounts, works with them and closes them, whatever happens. */
export async function withAccounts<T>(
  env: Env,
  work: (accounts: Accounts) => Promise<T>,
  options: AccountsOptions = {},
): Promise<T> {
  const accounts = await openAccounts(env, options)
  try {
    return await work(accounts)
  } finally {
    await accounts.close()
  }
}
