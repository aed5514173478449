import { isPortalBuilt } from '@vmeste/web/build'
import { DemonstrationClock, demonstrationAccounts, seedDemonstration } from '@vmeste/demo'
import { guardProcess, restingLine } from '@vmeste/host'
import { fullPool } from '@vmeste/host/storage'
import { VmesteError } from '@vmeste/sdk'
import type { Server } from 'node:http'
import { runApart } from '../apart/run-apart.ts'
import { requireBackupPlace } from '../platform/backup-place.ts'
import { installedPackages } from '../platform/installed-modules.ts'
import { openPlatform, type Platform } from '../platform/open-platform.ts'
import { migratedLines } from '../platform/migrated-lines.ts'
import { isLocal, readEnv, type Env } from '../platform/read-env.ts'
import { requireWhole } from '../platform/require-whole.ts'
import { noteRunning } from '../platform/running.ts'
import { startTable } from './start-table.ts'
import { takePort } from './take-port.ts'
import { timed } from './timed.ts'
import { isMarkedTold, markTold } from '../platform/told-mark.ts'

/** A balancer that asks every second has seen it by then. */
const drainMs = 3_000
/** Shorter than the patience of whoever started us. */
const longestStopMs = 30_000

/** Starts the platform and runs it until it is told to stop, which it may be at any moment, even while it starts. */
export async function serve(): Promise<void> {
  const env = readEnv()
  await requireBackupPlace(env)
  const stopping = stopSignal()
  const port = await takePort(env.port)
  try {
    await serveOn(port, env, stopping)
  } finally {
    port.close()
  }
}

async function serveOn(server: Server, env: Env, stopping: Promise<void>): Promise<void> {
  const clock = new DemonstrationClock()
  const told = new AbortController()
  void stopping.then(() => {
    told.abort()
  })
  await timed('portal built', () => portalApart(told.signal))
  if (env.demonstration && !told.signal.aborted && !(await isMarkedTold(env)))
    await timed('demonstration', () => tellApart(env, told.signal))
  if (told.signal.aborted) return
  const opening = timed('database and host', () =>
    openPlatform(env, {
      portal: true,
      clock,
      demonstrationAccounts,
      server,
      drainMs,
      waiting: {
        say: (line) => {
          console.log(line)
        },
        signal: told.signal,
      },
    }),
  )
  // whoever is told to stop while it waits for its database has stopped
  const platform = await opening.catch((error: unknown) => {
    if (!told.signal.aborted) throw error
  })
  if (!platform) return
  for (const line of migratedLines(platform.host.storage.applied)) console.log(line)
  const { promise: broken, reject: end } = Promise.withResolvers<never>()
  const { host, modules } = platform
  guardProcess({
    health: host.health,
    logger: host.logger,
    end,
    folders: new Map(modules.plugins.map(({ id }, at) => [id, modules.folders[at]!])),
  })
  let backups: { stop(): Promise<void> } | undefined
  try {
    const started = listen(env, platform, clock).then(async () => {
      // who copies nothing does not load what copies
      const copies = env.backup.target ? await import('./start-backups.ts') : undefined
      if (!told.signal.aborted) backups = copies?.startBackups(env, platform)
    })
    await Promise.race([started.then(() => stopping), stopping, broken, platform.broken])
    // whoever watches over the service must see that it did not end well
    if (await platform.databaseIsDown())
      throw new VmesteError(
        'VMESTE_POSTGRES_LOST',
        'The embedded PostgreSQL had died and was not back yet when the host was told to stop.',
      )
  } finally {
    const gone = await platform.databaseIsDown()
    // a stop that waits for a database that is gone must come to its end too
    setTimeout(() => process.exit(process.exitCode ?? (gone ? 1 : 0)), longestStopMs).unref()
    await backups?.stop()
    await platform.stop()
    // whatever still waits for something has been told to stop: it must not hold the process
    setTimeout(() => process.exit(), 2_000).unref()
  }
}

/**
 * Vite takes more memory than all the rest: it builds in a process of its own, and is not even looked for when there is
 * nothing to build.
 */
async function portalApart(signal: AbortSignal): Promise<void> {
  const modules = (await installedPackages({ faults: 'rest' })).packages.map(({ folder }) => folder)
  // the shell, then each module: what one took is given back before the next begins
  for (const args of [[], ...modules.map((module) => [module])]) {
    if (!signal.aborted && !isPortalBuilt({ modules: args })) await runApart('build-portal', { args, signal })
  }
}

/** So does the demonstration with its drawn photos. */
async function tellApart(env: Env, signal: AbortSignal): Promise<void> {
  await runApart('tell-demonstration', { signal })
  if (!signal.aborted) await markTold(env)
}

async function listen(env: Env, platform: Platform, clock: DemonstrationClock): Promise<void> {
  if (env.demonstration) await requireWhole(platform)
  // as a rule there is nothing left to tell
  if (env.demonstration)
    await timed('demonstration looked at', () =>
      seedDemonstration(platform.host, clock, {
        newCity: platform.modules.newCity,
        onProgress: (text) => {
          console.log(`  … ${text}`)
        },
      }),
    )
  await platform.host.listen(env.port)
  await noteRunning(env)
  process.stdout.write(tableOf(env, platform))
}

/**
 * Resolves at the first SIGTERM or SIGINT. The handler stays: npm may pass the signal on more than once, and a second
 * one must not cut the stop short.
 */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const)
      process.on(signal, () => {
        resolve()
      })
  })
}

/** What whoever runs the platform should know of who gets in and what gets out. */
function doorsOf(
  { demonstration, origin, smtpUrl, keycloak }: Env,
  { store, storage }: Platform['host'],
): readonly (readonly [string, string])[] {
  const invented = store
    .all()
    .filter(({ city }) => city.demonstration)
    .map(({ city }) => city.slug)
  return [
    ...(demonstration && !isLocal(origin)
      ? [['Demonstration', 'on at a public address, as VMESTE_DEMO=on asks: anybody signs in as its people'] as const]
      : []),
    ...fewer(storage),
    ...(!demonstration && invented.length > 0
      ? [
          [
            'Demonstration',
            `off, its accounts are closed; its cities (${invented.join(', ')}) go with: vmeste demo remove`,
          ] as const,
        ]
      : []),
    ...(smtpUrl || keycloak
      ? []
      : [
          [
            'Letters',
            'none leave, VMESTE_SMTP is not set; who waits for one gets its link from you: vmeste letter <user>',
          ] as const,
        ]),
  ]
}

/** Fewer connections than a host can use are no fault, but a town that waits for them should know why. */
const fewer = ({ connections }: Platform['host']['storage']): readonly (readonly [string, string])[] =>
  connections && connections.pool < fullPool
    ? [
        [
          'Connections',
          `${connections.pool} for each of ${connections.units} parts instead of ${fullPool}, that ${connections.hosts} hosts fit ${connections.room}: raise max_connections to be quick`,
        ],
      ]
    : []

function tableOf(env: Env, { host, databaseFolder }: Platform): string {
  const cities = host.store.all().map(({ city }) => [city.name.ru, `${env.origin}/c/${city.slug}/`] as const)
  return startTable('Vmeste is ready', [
    { rows: [['Portal', `${env.origin}/`], ...cities] },
    {
      title: 'Accounts of the demonstration (choose one on the sign-in page)',
      rows: env.demonstration ? demonstrationAccounts.map(({ username, title }) => [username, title.ru] as const) : [],
    },
    {
      title: 'Modules that rest, and nobody else for them',
      rows: [...host.registry.resting.values()].map((each) => [each.id, restingLine(each)] as const),
    },
    { title: 'Who gets in, and what gets out', rows: doorsOf(env, host) },
    {
      title: 'Data',
      rows: [
        ['Files', env.dataFolder],
        ['Database', databaseFolder ?? 'DATABASE_URL'],
      ],
    },
  ])
}
