import 'reflect-metadata'
import express, { type Express } from 'express'
import { Container } from 'inversify'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pino, { type Logger } from 'pino'
import { Clock, uuidv7, type Actor, type City, type Lang, type Plugin } from '@vmeste/sdk'
import { CityRuntimes } from './city/city-runtimes.ts'
import { createCity, type NewCity } from './city/create-city.ts'
import { RequestScope } from './city/request-scope.ts'
import { SnapshotStore } from './city/snapshot-store.ts'
import type { ModuleParts, PortalModuleAssets } from './core-plugin/module-resolvers.ts'
import { wholeCore } from './core-plugin/whole-core.ts'
import { requireContractFit } from './events/contract-fit.ts'
import { createEvents, type Events } from './events/create-events.ts'
import type { EventsTuning } from './events/events-options.ts'
import { composeGraph } from './graph/compose-graph.ts'
import { GraphCache } from './graph/graph-cache.ts'
import { graphRoutes } from './graph/graph-routes.ts'
import { liveRoutes } from './graph/live-routes.ts'
import { TrustedDocuments } from './graph/trusted-documents.ts'
import { cityRequest } from './http/city-request.ts'
import { ModuleCalls } from './health/module-calls.ts'
import { ModuleHealth } from './health/module-health.ts'
import { defaultDeadlines, defaultHealthTuning, type CallDeadlines, type HealthTuning } from './health/health-tuning.ts'
import { watchHealth, type HealthWatch } from './health/watch-health.ts'
import { errorHandler, unknownAddress } from './http/error-handler.ts'
import { healthRoutes } from './http/health-routes.ts'
import { pluginRoutes } from './http/plugin-routes.ts'
import { noticeUnnamedProxy } from './http/unnamed-proxy.ts'
import { securityHeaders } from './http/security-headers.ts'
import { authenticateWith } from './identity/authenticate.ts'
import type { IdentityPort } from './identity/identity-port.ts'
import { createPhones, type Phones } from './identity/phones/create-phones.ts'
import { RightsTaken } from './identity/rights-taken/rights-taken.ts'
import { describeError } from './log/describe-error.ts'
import { PluginRegistry } from './plugins/plugin-registry.ts'
import { cityUnknown } from './problems.ts'
import type { StaffParts } from './staff/staff-accounts.ts'
import { keyOf } from './storage/installation.ts'
import { openStorage, type Storage } from './storage/open-storage.ts'
import type { StorageUnit } from './storage/unit.ts'

export interface HostOptions {
  /** Owner of the database: migrates and makes the roles; the host itself never runs as it. */
  readonly databaseUrl: string
  /** Key material that all hosts of an installation share. */
  readonly secret: string
  /** Public origin, `https://vmeste.example.by`; links, tokens and posters are made from it. */
  readonly origin: string
  /** Proxies whose `X-Forwarded-For` is believed: addresses, networks, `loopback`. Default: `loopback` alone. */
  readonly proxies?: readonly string[]
  /** Folder for files. */
  readonly dataFolder: string
  readonly civic: Plugin
  readonly modules: readonly Plugin[]
  /** Folders of packages that carry recorded operations. */
  readonly packageFolders?: readonly string[]
  readonly clock?: Clock
  readonly logger?: Logger
  readonly identity?: (parts: IdentityParts) => Promise<IdentityPort>
  /** Storage units beside the plugins' own (identity). */
  readonly units?: readonly StorageUnit[]
  /** Pages; left out in tests that need none. */
  readonly portal?: (host: HostParts) => Promise<express.RequestHandler>
  readonly portalAssets?: (module: string) => PortalModuleAssets | undefined
  /** Deadlines, retries and intervals of event delivery. */
  readonly eventsTuning?: Partial<EventsTuning>
  /** How long calls into modules may take. */
  readonly deadlines?: Partial<CallDeadlines>
  /** When a module counts as ill. */
  readonly healthTuning?: Partial<HealthTuning>
}

export interface IdentityParts { readonly storage: Storage; readonly origin: string; readonly logger: Logger; readonly clock: Clock; /** Absent where no host runs: in commands. */ readonly cityOf?: (slug: string) => City | undefined; /** Whether a city has this role; absent where no host runs. */ readonly knowsRole?: (slug: string, role: string) => boolean; key(purpose: string): Buffer }

/** The parts of a running host, for its portal, its tests and its commands. */
export interface HostParts {
  readonly app: Express
  readonly origin: string
  readonly logger: Logger
  readonly clock: Clock
  readonly registry: PluginRegistry
  readonly storage: Storage
  readonly store: SnapshotStore
  readonly runtimes: CityRuntimes
  readonly graphs: GraphCache
  readonly trusted: TrustedDocuments
  readonly events: Events
  readonly health: ModuleHealth
  /** Runs the modules' own health checks now, not at the next round. */
  checkHealth(): Promise<void>
  readonly identity: IdentityPort | undefined
  key(purpose: string): Buffer
  /** The platform itself at work in a city: jobs, seeds, commands. */
  systemScope(city: number, name: string): RequestScope
  /** Somebody at work in a city without HTTP: server-rendered pages, the demonstration. */
  scopeFor(city: number, actor: Actor, lang: Lang): RequestScope
  createCity(city: NewCity, modules: readonly string[]): Promise<City>
}

export interface Host extends HostParts {
  /** @param port 0 takes a free one */
  listen(port: number): Promise<number>
  /** Drains and stops everything the host started. */
  stop(): Promise<void>
}

class SystemClock extends Clock { override now(): Date { return new Date() } }

/** The composition root: everything a host is, wired once. Tests start here too. */
export async function createHost(options: HostOptions): Promise<Host> {
  const logger = options.logger ?? pino({ level: 'warn' })
  const clock = options.clock ?? new SystemClock()
  const key = (purpose: string): Buffer => keyOf(options.secret, purpose)

  const late: { events?: Events; core?: ModuleParts; watch?: HealthWatch; phones?: Phones; staff?: StaffParts } = {}
  const wake = (): void => late.events?.wake()
  const deadlines: CallDeadlines = { ...defaultDeadlines, ...options.deadlines }
  const core = wholeCore({ modules: () => late.core!, deliveries: () => late.events!.admin, phones: () => late.phones, staff: () => late.staff! })
  const registry = new PluginRegistry([core, options.civic], options.modules)
  requireContractFit(registry.all) // before anything is migrated: what does not fit together is not installed together
  const storage = await openStorage(options.databaseUrl, options.secret, [options.civic, ...options.modules], options.units, deadlines)

  const store = new SnapshotStore(storage.pool('core'), registry, logger)
  const tuning: HealthTuning = { ...defaultHealthTuning, ...options.healthTuning }
  const health = new ModuleHealth(registry.installed.keys(), tuning, logger)
  const calls = new ModuleCalls(health, logger, deadlines)
  late.core = {
    registry, store, pool: storage.pool('core'), poolOf: (unit) => storage.pool(unit), systemScope: (id, name) => systemScope(id, name), clock, wake, settingsKey: key('settings'), health: { in: (id) => late.watch!.in(id) }, assetsOf: options.portalAssets ?? (() => undefined),
  }
  const runtimes = new CityRuntimes({
    registry, clock, origin: options.origin, dataFolder: options.dataFolder, hostContainer: hostContainer(clock), key, wake, calls,
    kyselyOf: (unit, city) => storage.kyselyFor(unit, city),
    live: (city, types) => late.events!.live(city, types),
  })
  const scopeFor = (city: number, actor: Actor, lang: Lang): RequestScope => {
    const snapshot = store.get(city)
    if (!snapshot) throw cityUnknown(String(city))
    return new RequestScope(runtimes.of(snapshot), actor, lang, uuidv7())
  }
  const systemScope = (city: number, name: string): RequestScope => scopeFor(city, { kind: 'system', name }, 'ru')
  store.onGone((city) => { storage.letGo(city) })
  await store.start()
  const events = late.events = await createEvents({
    connectionString: storage.urlOf('core'), plugins: registry.all, logger, ...(options.eventsTuning ? { tuning: options.eventsTuning } : {}),
    isEnabled: (city, plugin) => !registry.installed.has(plugin) || (store.get(city)?.enabled.has(plugin) ?? false),
    cities: () => store.all().map((snapshot) => snapshot.city),
    openCtx: (city, plugin, name) => systemScope(city, name).ctx(plugin),
    health,
  })
  store.onChange((change) => { for (const module of change.added) void events.unpark(change.city, module).catch((error: unknown) => logger.error({ error: describeError(error), module }, 'unpark failed')) })

  const watch = late.watch = watchHealth({ health, tuning, pool: storage.pool('core'), modules: options.modules, logger, cities: () => store.all(), scopeIn: (id) => systemScope(id, 'health') })
  const rights = new RightsTaken(storage.pool('core'), clock, logger)
  await rights.start()
  const identity = await options.identity?.({ storage, origin: options.origin, logger, clock, key, cityOf: (slug) => store.bySlug(slug)?.city, knowsRole: (slug, role) => store.bySlug(slug)?.roles.find(role) !== undefined })
  if (identity?.phones) late.phones = createPhones({ accounts: identity.phones, pool: () => storage.pool('identity'), key, now: () => clock.now().getTime() })
  late.staff = { pool: storage.pool('core'), rights, identity }
  composeGraph(registry.all) // a graph that does not compose with everything on must stop the start, not a request
  const graphs = new GraphCache(registry, logger)
  const trusted = await TrustedDocuments.read(options.packageFolders ?? [])
  const live = liveRoutes({ cache: graphs, trusted, store, logger, clock, identity, rights })

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', [...options.proxies ?? ['loopback']])
  app.set('query parser', 'simple')
  app.use(noticeUnnamedProxy(app, logger))
  app.use(securityHeaders(options.origin))
  app.use(healthRoutes(storage, health))
  if (identity) app.use(identity.router())
  const city = express.Router({ mergeParams: true })
  city.use(cityRequest({ store, runtimes, authenticate: authenticateWith(identity, rights) }))
  city.use('/graphql', express.json({ limit: '1mb' }))
  city.use(live.router, graphRoutes({ cache: graphs, trusted, logger }), pluginRoutes(registry))
  app.use('/c/:city', city)

  const host: HostParts = {
    app, origin: options.origin, logger, clock, registry, storage, store, runtimes, graphs, trusted, events, health, checkHealth: () => watch.check(), identity, key, systemScope, scopeFor,
    createCity: async (input, modules) => {
      const id = await createCity(storage.pool('core'), input, modules)
      await store.refresh(id)
      return store.get(id)!.city
    },
  }
  if (options.portal) app.use(await options.portal(host))
  app.use(unknownAddress, errorHandler(logger))
  await events.start()

  const server = createServer(app)
  return {
    ...host,
    listen: (port) => listen(server, port),
    stop: async () => {
      live.stop()
      await close(server)
      await events.stop()
      await watch.stop()
      await identity?.stop()
      await rights.stop()
      await store.stop()
      graphs.stop()
      await storage.close()
    },
  }
}

function hostContainer(clock: Clock): Container {
  const container = new Container()
  container.bind(Clock).toConstantValue(clock)
  return container
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, () => { resolve((server.address() as AddressInfo).port) })
  })
}

/** Lets running requests finish, for a moment; a connection goes as soon as nothing runs on it. */
function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const idle = setInterval(() => { server.closeIdleConnections() }, 50)
    const force = setTimeout(() => { server.closeAllConnections() }, 3_000)
    server.close(() => { clearInterval(idle); clearTimeout(force); resolve() })
    server.closeIdleConnections()
  })
}
