import { join } from 'node:path'
import pino from 'pino'
import { civicPlugin, civicState } from '@vmeste/civic'
import { createHost, hostLogger, knownOf, restingModule, type Host, type RestingModule } from '@vmeste/host'
import { bucketBook } from '@vmeste/host/backup-schedule'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import type { DemonstrationAccount } from '@vmeste/host/identity'
import type { ServerNews } from '@vmeste/host/embedded-postgres'
import { keycloakIdentity } from '@vmeste/host/keycloak-identity'
import { MailWatch } from '@vmeste/host/status'
import { portalRoutes, readPortal } from '@vmeste/host/portal'
import type { Opening } from '@vmeste/host/storage'
import type { Clock } from '@vmeste/sdk'
import type { Server } from 'node:http'
import { installedModules, type InstalledModules } from './installed-modules.ts'
import { mailOut } from './mail-out.ts'
import { openDatabase } from './open-database.ts'
import type { Env } from './read-env.ts'
import { root } from './root.ts'
import { updatesFor } from './updates-for.ts'

export interface Platform {
  readonly host: Host
  readonly modules: InstalledModules
  /** As the database's owner. */
  readonly ownerUrl: string
  /** Where the database lies; undefined with an outer one. */
  readonly databaseFolder: string | undefined
  /** Where an embedded database puts its log for copies. */
  readonly archiveFolder: string | undefined
  /** Rejects with `VMESTE_POSTGRES_LOST` when the embedded database died and does not come back. */
  readonly broken: Promise<never>
  /** Whether the embedded database is gone at the moment. */
  databaseIsDown(): Promise<boolean>
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
  /** Who hears that the database is late, and what ends the waiting. */
  readonly waiting?: Pick<Opening, 'say' | 'signal'>
  /** How long a balancer has to see that this host goes. */
  readonly drainMs?: number
  /** A server that listens already. */
  readonly server?: Server
}

/** The whole platform of this installation, wired from its environment but not listening yet. */
export async function openPlatform(
  env: Env,
  {
    inUse = 'refuse',
    portal = false,
    clock,
    demonstrationAccounts,
    logTo = 'stdout',
    waiting = {},
    server,
    drainMs = 0,
  }: PlatformOptions = {},
): Promise<Platform> {
  const modules = await installedModules({ dataFolder: env.dataFolder, faults: 'rest' })
  const logger = hostLogger({ level: env.logLevel }, pino.destination(logTo === 'stdout' ? 1 : 2))
  const watch = new MailWatch(logger)
  const mail = mailOut(env, watch)
  const onNews: ServerNews = (news, pid) => {
    logger.warn(
      { pid },
      news === 'died' ? 'the embedded PostgreSQL has died and is started again' : 'the embedded PostgreSQL is back',
    )
  }
  return openDatabase(env, { inUse, onNews }, waiting, async (database) => {
    const pageless: RestingModule[] = []
    const folderOf = (id: string): string =>
      modules.folders[modules.plugins.findIndex((plugin) => plugin.id === id)] ?? root
    const built = portal
      ? await readPortal(
          join(root, 'web'),
          modules.plugins.map(({ id }) => ({ id, root: folderOf(id) })),
          (id, error) => {
            pageless.push(
              restingModule(knownOf(modules.plugins.find((plugin) => plugin.id === id)!), {
                stage: 'pages',
                file: join(folderOf(id), 'dist'),
                error,
              }),
            )
          },
        )
      : undefined
    const updates = updatesFor(env, modules)
    const host = await createHost({
      databaseUrl: database.url,
      secret: database.secret,
      opening: database.opening,
      origin: env.origin,
      proxies: env.proxies,
      dataFolder: join(env.dataFolder, 'files'),
      civic: civicPlugin({
        log: logger,
        watched: (send) => watch.watched(send),
        ...(env.smtpUrl ? { smtpUrl: env.smtpUrl } : {}),
        ...(env.mailFrom ? { mailFrom: env.mailFrom } : {}),
        ...(env.imapUrl ? { imapUrl: env.imapUrl } : {}),
        privateTargets: env.privateTargets,
      }),
      modules: modules.plugins.filter(({ id }) => !pageless.some((each) => each.id === id)),
      resting: [...modules.resting, ...pageless],
      fileOf: folderOf,
      packageFolders: [join(root, 'web'), ...modules.folders],
      units: [identityUnit],
      status: {
        civic: civicState,
        watch,
        backupTarget: env.backup.target,
        ...(mail ? { mail } : {}),
        ...(updates ? { updates } : {}),
      },
      bookElsewhere: bucketBook(env.backup.target),
      metricsToken: env.metricsToken,
      logger,
      databaseFolder: database.folder,
      hosts: env.hosts,
      drainMs,
      identity: env.keycloak
        ? keycloakIdentity({ ...env.keycloak, mail: mail?.send })
        : embeddedIdentity({
            mail: mail?.send,
            ...(env.demonstration && demonstrationAccounts ? { demonstrationAccounts } : {}),
          }),
      ...(built
        ? {
            portal: (parts) => portalRoutes(parts, built, { basemap: env.basemap }),
            portalAssets: (module) => built.modules.get(module)?.assets,
          }
        : {}),
      ...(clock ? { clock } : {}),
      ...(server ? { server } : {}),
    })
    return {
      host,
      modules,
      ownerUrl: database.url,
      databaseFolder: database.folder,
      archiveFolder: database.archiveFolder,
      broken: database.broken,
      databaseIsDown: database.isDown,
      stop: async () => {
        await host.stop()
        await database.stop()
      },
    }
  })
}
