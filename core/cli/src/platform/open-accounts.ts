import { join } from 'node:path'
import pino from 'pino'
import { civicPlugin } from '@vmeste/civic'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import type { IdentityPort } from '@vmeste/host/identity'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { keyOf, openStorage, type Storage } from '@vmeste/host/storage'
import { Clock } from '@vmeste/sdk'
import { installedModules } from './installed-modules.ts'
import type { Env } from './read-env.ts'
import { readSecret } from './read-secret.ts'

class SystemClock extends Clock { override now(): Date { return new Date() } }

export interface Accounts {
  readonly identity: IdentityPort
  readonly storage: Storage
  /** Owner of the database. */
  readonly ownerUrl: string
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
  const [{ plugins }, secret] = await Promise.all([installedModules({ dataFolder: env.dataFolder, ...(except === undefined ? {} : { except }) }), readSecret(env)])
  const embedded = env.databaseUrl ? undefined : await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), { inUse: 'share' })
  let storage: Storage | undefined
  try {
    const ownerUrl = env.databaseUrl ?? embedded!.url
    storage = await openStorage(ownerUrl, secret, [civicPlugin(), ...plugins], [identityUnit])
    const provider = env.keycloak ? keycloakIdentity(env.keycloak) : embeddedIdentity({ ...(env.demonstration ? { demonstrationAccounts: [] } : {}) })
    const identity = await provider({
      // the standard output belongs to the answer of the command
      storage, origin: env.origin, logger: pino({ level: env.logLevel }, pino.destination(2)), clock: new SystemClock(), key: (purpose) => keyOf(secret, purpose),
    })
    const opened = storage
    return {
      identity, storage: opened, ownerUrl,
      close: async () => {
        await identity.stop()
        await opened.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await storage?.close()
    await embedded?.stop()
    throw error
  }
}

/** Opens the accounts, works with them and closes them, whatever happens. */
export async function withAccounts<T>(env: Env, work: (accounts: Accounts) => Promise<T>, options: AccountsOptions = {}): Promise<T> {
  const accounts = await openAccounts(env, options)
  try { return await work(accounts) } finally { await accounts.close() }
}
