import 'reflect-metadata'
import express from 'express'
import { Container } from 'inversify'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Clock, uuidv7, type Actor, type Lang, type Plugin } from '@vmeste/sdk'
import { ErasureBook, erasurePurpose } from './operations/erasures/erasure-book.ts'
import { CityRuntime, type RuntimeParts } from './city/city-runtime.ts'
import { CityRuntimes } from './city/city-runtimes.ts'
import { createCity } from './city/create-city.ts'
import { RequestScope } from './city/request-scope.ts'
import { SnapshotStore } from './city/snapshot-store.ts'
import { formerStaff } from './admin/staff/staff-log.ts'
import { readableCore, wholeCore } from './admin/whole-core.ts'
import { createEvents } from './events/create-events.ts'
import { EventDoors } from './events/event-doors.ts'
import { GraphCache } from './graph/graph-cache.ts'
import { graphRoutes } from './graph/graph-routes.ts'
import { defaultLiveLimits } from './graph/live-limits.ts'
import { liveRoutes } from './graph/live-routes.ts'
import { TrustedDocuments } from './plugins/trusted-documents.ts'
import { cityRequest } from './http/city-request.ts'
import { ModuleCalls } from './health/module-calls.ts'
import { ModuleHealth } from './health/module-health.ts'
import { defaultDeadlines, defaultHealthTuning, type CallDeadlines, type HealthTuning } from './health/health-tuning.ts'
import { SlowCalls } from './health/slow-calls.ts'
import { watchHealth } from './health/watch-health.ts'
import { admit } from './http/early-server.ts'
import { errorHandler, unknownAddress } from './http/error-handler.ts'
import { bodyPace } from './http/body-pace.ts'
import { healthRoutes } from './http/health-routes.ts'
import { pluginRoutes } from './http/plugin-routes.ts'
import { noticeUnnamedProxy } from './http/unnamed-proxy.ts'
import { securityHeaders } from './http/security-headers.ts'
import { serverTimeouts } from './http/server-timeouts.ts'
import { authenticateWith } from './identity/shared/rights/authenticate.ts'
import { createPhones } from './identity/phones/create-phones.ts'
import { forgetOld } from './operations/people/forget-old.ts'
import { RightsTaken } from './identity/shared/rights/rights-taken.ts'
import { describeError } from './log/describe-error.ts'
import { hostLogger } from './log/host-logger.ts'
import { inRequestLog } from './http/request-log.ts'
import { createMetrics } from './operations/metrics/create-metrics.ts'
import { probeDatabase } from './outage/probe-database.ts'
import { createReadiness } from './outage/readiness.ts'
import { PluginRegistry } from './plugins/plugin-registry.ts'
import { openWithModules } from './admission/open-with-modules.ts'
import { probeServices } from './admission/probe-services.ts'
import { restingLine } from './plugins/resting-module.ts'
import { setAsideFor } from './plugins/set-aside.ts'
import type { Host, HostParts } from './host-parts.ts'
import type { HostOptions } from './host-options.ts'
import { cityUnknown } from './problems/access.ts'
import { createStatus } from './operations/status/create-status.ts'
import { keyOf } from './storage/units/installation.ts'
import { openStorage } from './core-unit/host-storage.ts'

class SystemClock extends Clock {
  override now(): Date {
    return new Date()
  }
}

/** The composition root: everything a host is, wired once. Tests start here too. */
export async function createHost(options: HostOptions): Promise<Host> {
  const logger = options.logger ?? hostLogger({ level: 'warn' })
  const clock = options.clock ?? new SystemClock()
  const key = (purpose: string): Buffer => keyOf(options.secret, purpose)

  // what is installed, and the database under it. What the core is stands before the parts that it works with
  const always = [readableCore(), options.civic]
  const deadlines: CallDeadlines = { ...defaultDeadlines, ...options.deadlines }
  const fileOf = options.fileOf ?? ((module: string) => `plugin of ${module}`)
  // what does not fit together is not migrated: a module that fails rests, and nobody waits for it
  const opened = await openWithModules({
    always,
    modules: options.modules,
    fileOf,
    ...(options.resting ? { resting: options.resting } : {}),
    open: (modules, mayRest) =>
      openStorage(options.databaseUrl, options.secret, [options.civic, ...modules], options.units, {
        ...deadlines,
        ...(options.opening ? { opening: options.opening } : {}),
        ...(options.hosts ? { hosts: options.hosts } : {}),
        mayRest,
      }),
  })
  const { storage } = opened
  const pool = storage.pool('core')

  const patienceMs = options.probeMs ?? 2_000
  const readiness = createReadiness({
    database: probeDatabase(
      { core: storage.urlOf('core'), units: storage.units.map((unit) => storage.urlOf(unit)) },
      patienceMs,
    ),
    patienceMs,
    filesFolder: options.dataFolder,
    databaseFolder: options.databaseFolder,
    logger,
    drainMs: options.drainMs ?? 0,
  })
  for (const unit of storage.units)
    storage.pool(unit).on('error', () => {
      readiness.spoil()
    })

  // modules at work in cities
  const doors = new EventDoors(options.eventsTuning?.liveBuffer)
  const wake = (): void => {
    doors.wake()
  }
  const tuning: HealthTuning = { ...defaultHealthTuning, ...options.healthTuning }
  const health = new ModuleHealth(
    opened.modules.map(({ id }) => id),
    tuning,
    logger,
  )
  const calls = new ModuleCalls(health, new SlowCalls(tuning), logger, deadlines)
  const runtimeParts = (registry: PluginRegistry): RuntimeParts => ({
    registry,
    clock,
    origin: options.origin,
    dataFolder: options.dataFolder,
    hostContainer: hostContainer(clock),
    key,
    wake,
    calls,
    kyselyOf: (unit, city) => storage.kyselyFor(unit, city),
    live: (city, types) => doors.live(city, types),
  })
  const trying = new PluginRegistry(always, opened.modules)
  const broken = await probeServices(
    pool,
    trying,
    (snapshot) => new CityRuntime(snapshot, runtimeParts(trying)),
    fileOf,
  )
  const registry = new PluginRegistry(
    always,
    opened.modules.filter(({ id }) => !broken.some((each) => each.id === id)),
    [...opened.resting, ...broken],
  )
  for (const each of registry.resting.values())
    logger.error({ module: each.id, code: each.code, file: each.file }, `module ${each.id} ${restingLine(each)}`)
  const store = new SnapshotStore(pool, registry, logger, options.quiet)
  const runtimes = new CityRuntimes(runtimeParts(registry), () => store.all())
  const scopeFor = (city: number, actor: Actor, lang: Lang): RequestScope => {
    const snapshot = store.get(city)
    if (!snapshot) throw cityUnknown(String(city))
    return new RequestScope(runtimes.of(snapshot), actor, lang, uuidv7())
  }
  const systemScope = (city: number, name: string): RequestScope => scopeFor(city, { kind: 'system', name }, 'ru')
  store.onGone((city) => {
    storage.letGo(city)
  })
  await store.start()
  const isEnabled = (city: number, plugin: string): boolean =>
    always.some(({ id }) => id === plugin) || (store.get(city)?.enabled.has(plugin) ?? false)

  // people
  const erasures = new ErasureBook({
    key: key(erasurePurpose),
    pool,
    dataFolder: options.opening?.dataFolder,
    elsewhere: options.bookElsewhere,
    logger,
  })
  const rights = new RightsTaken(pool, clock, logger)
  await rights.start()
  const identity = await options.identity?.({
    storage,
    origin: options.origin,
    logger,
    clock,
    key,
    cityOf: (slug) => store.bySlug(slug)?.city,
    knowsRole: (slug, role) => store.bySlug(slug)?.roles.find(role) !== undefined,
  })
  const phones =
    identity?.phones &&
    createPhones({
      accounts: identity.phones,
      pool: () => storage.pool('identity'),
      key,
      now: () => clock.now().getTime(),
    })

  // what goes on by itself; the core keeps the terms of all
  const forgets = {
    'forget-old': forgetOld({
      plugins: () => registry.all,
      systemScope,
      formerStaff: (city, before) => formerStaff(pool, city, before),
    }),
  }
  const working = registry.all.map((plugin): Plugin => (plugin.id === 'core' ? { ...plugin, jobs: forgets } : plugin))
  const status = createStatus({
    storage,
    store,
    plugins: working,
    isOn: isEnabled,
    resting: [...registry.resting.keys()],
    identity,
    logger,
    clock,
    origin: options.origin,
    folder: options.dataFolder,
    options: options.status ?? {},
    writeBook: () => erasures.spread(),
  })
  const events = await createEvents({
    connectionString: storage.urlOf('core'),
    doors,
    plugins: [...working, ...[...registry.resting.values()].map(setAsideFor)],
    logger,
    ...(options.eventsTuning ? { tuning: options.eventsTuning } : {}),
    isEnabled,
    onJob: (job, error) => {
      status.ran(job, error)
    },
    cities: () => store.all().map((snapshot) => snapshot.city),
    openCtx: (city, plugin, name) => systemScope(city, name).ctx(plugin),
    health,
  })
  store.onChange((change) => {
    for (const module of change.added)
      void events
        .unpark(change.city, module)
        .catch((error: unknown) => logger.error({ error: describeError(error), module }, 'unpark failed'))
  })
  const watch = watchHealth({
    health,
    tuning,
    pool,
    modules: [...registry.installed.values()],
    logger,
    cities: () => store.all(),
    checkIn: async (id, plugin) => systemScope(id, 'health').check(plugin),
  })

  // the host's own part of the graph, and both doors to all of it
  const own = { registry, store, pool, wake }
  registry.complete(
    wholeCore({
      modules: { ...own, health: watch, assetsOf: options.portalAssets ?? (() => undefined) },
      settings: { ...own, settingsKey: key('settings') },
      purge: { ...own, poolOf: (unit) => storage.pool(unit), systemScope, erasures },
      roles: own,
      deliveries: events.admin,
      phone: { phones },
      staff: { pool, rights, identity, erasures },
      status: {
        status,
        deliveries: events.admin,
        letter: {
          pool: () => storage.pool('identity'),
          key: key('status.letters'),
          isInvented: async (person) => (await identity?.phones?.of(person))?.invented ?? false,
        },
        cityId: (slug) => store.bySlug(slug)?.city.id,
      },
      people: {
        ...own,
        ...{ storage, phones, systemScope, erasures, key, filesFolder: options.dataFolder },
        users: () => identity?.users,
      },
    }),
  )
  const graphs = new GraphCache(registry, logger)
  const trusted = await TrustedDocuments.read(options.packageFolders ?? [])
  const live = liveRoutes({
    cache: graphs,
    trusted,
    store,
    logger,
    clock,
    identity,
    rights,
    limits: { ...defaultLiveLimits, ...options.liveLimits },
  })

  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', [...(options.proxies ?? ['loopback'])])
  app.set('query parser', 'simple')
  const metrics = createMetrics({
    storage,
    health,
    plugins: registry,
    status,
    folders: options.packageFolders ?? [],
    token: options.metricsToken,
    logger,
  })
  app.use(metrics.count, noticeUnnamedProxy(app, logger))
  app.use(securityHeaders(options.origin), bodyPace())
  app.use(healthRoutes(readiness, health, registry), metrics.router)
  if (identity) app.use(identity.router())
  const city = express.Router({ mergeParams: true })
  city.use(cityRequest({ store, runtimes, authenticate: authenticateWith(identity, rights) }))
  city.use(inRequestLog)
  city.use('/graphql', express.json({ limit: '1mb' }), inRequestLog)
  city.use(live.router, graphRoutes({ cache: graphs, trusted, logger }), pluginRoutes(registry))
  app.use('/c/:city', city)

  const host: HostParts = {
    app,
    origin: options.origin,
    logger,
    clock,
    registry,
    storage,
    store,
    runtimes,
    graphs,
    trusted,
    events,
    health,
    readiness,
    status,
    checkHealth: () => watch.check(),
    identity,
    erasures,
    filesFolder: options.dataFolder,
    key,
    systemScope,
    scopeFor,
    createCity: async (input, modules) => {
      const id = await createCity(pool, input, modules)
      await store.refresh(id)
      return store.get(id)!.city
    },
  }
  if (options.portal) app.use(await options.portal(host))
  app.use(unknownAddress, errorHandler(logger))
  if (!options.quiet) await events.start()
  if (!options.quiet) await status.start()

  const server = options.server ?? createServer(serverTimeouts, app)
  return {
    ...host,
    listen: (port) => (options.server ? admit(options.server, app) : listen(server, port)),
    stop: async () => {
      await readiness.drain()
      live.stop()
      await close(server)
      metrics.stop()
      await events.stop()
      await status.stop()
      await watch.stop()
      await identity?.stop()
      await rights.stop()
      await store.stop()
      graphs.stop()
      await readiness.stop()
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
    server.listen(port, () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** Lets running requests finish, for a moment; a connection goes as soon as nothing runs on it. */
function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve()
  return new Promise((resolve) => {
    const idle = setInterval(() => {
      server.closeIdleConnections()
    }, 50)
    const force = setTimeout(() => {
      server.closeAllConnections()
    }, 3_000)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
}
