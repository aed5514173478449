import { join } from 'node:path'
import pino from 'pino'
import { civicPlugin } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import type { DemonstrationAccount } from '@vmeste/host/identity'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { portalRoutes, readPortal } from '@vmeste/host/portal'
import type { Clock } from '@vmeste/sdk'
import { identityMail } from './identity-mail.ts'
import { installedModules, type InstalledModules } from './installed-modules.ts'
import type { Env } from './read-env.ts'
import { readSecret } from './read-secret.ts'
import { root } from './root.ts'

export interface Platform {
  readonly host: Host
  readonly modules: InstalledModules
  /** Where the database lies; undefined with an outer one. */
  readonly databaseFolder: string | undefined
  stop(): Promise<void>
}

export interface PlatformOptions {
  /** A command beside a running host shares its database. Default: refuse. */
  readonly inUse?: 'refuse' | 'share'
  /** Serve pages; commands need none. */
  readonly portal?: boolean
  readonly clock?: Clock
  readonly demonstrationAccounts?: readonly DemonstrationAccount[]
  /** Where log lines go: a server's to the standard output, a command's beside it, for that belongs to its answer. */
  readonly logTo?: 'stdout' | 'stderr'
}

/** The whole platform of this installation, wired from its environment but not listening yet. */
export async function openPlatform(env: Env, { inUse = 'refuse', portal = false, clock, demonstrationAccounts, logTo = 'stdout' }: PlatformOptions = {}): Promise<Platform> {
  const [modules, secret] = await Promise.all([installedModules({ dataFolder: env.dataFolder }), readSecret(env)])
  const embedded = env.databaseUrl ? undefined : await startEmbeddedPostgres(join(env.dataFolder, 'postgres'), { inUse })
  try {
    const built = portal ? await readPortal(join(root, 'web'), modules.plugins.map(({ id }, i) => ({ id, root: modules.folders[i]! }))) : undefined
    const host = await createHost({
      databaseUrl: env.databaseUrl ?? embedded!.url, secret, origin: env.origin, proxies: env.proxies, dataFolder: join(env.dataFolder, 'files'),
      civic: civicPlugin({ ...(env.smtpUrl ? { smtpUrl: env.smtpUrl } : {}), ...(env.mailFrom ? { mailFrom: env.mailFrom } : {}) }),
      modules: modules.plugins, packageFolders: [join(root, 'web'), ...modules.folders], units: [identityUnit],
      logger: pino({ level: env.logLevel }, pino.destination(logTo === 'stdout' ? 1 : 2)),
      identity: env.keycloak ? keycloakIdentity({ ...env.keycloak, mail: identityMail(env) }) : embeddedIdentity({ mail: identityMail(env), ...(env.demonstration && demonstrationAccounts ? { demonstrationAccounts } : {}) }),
      ...(built ? { portal: (parts) => portalRoutes(parts, built, { basemap: env.basemap }), portalAssets: (module) => built.modules.get(module)?.assets } : {}),
      ...(clock ? { clock } : {}),
    })
    return {
      host, modules, databaseFolder: embedded?.folder,
      stop: async () => {
        await host.stop()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}
