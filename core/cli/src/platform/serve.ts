import { buildPortal } from '@vmeste/web/build'
import { DemonstrationClock, demonstrationAccounts, seedDemonstration } from '@vmeste/demo'
import { guardProcess } from '@vmeste/host'
import { VmesteError } from '@vmeste/sdk'
import { installedPackages } from './installed-modules.ts'
import { openPlatform, type Platform } from './open-platform.ts'
import { isLocal, readEnv, type Env } from './read-env.ts'
import { listenFault, requireFreePort } from './require-free-port.ts'
import { noteRunning } from './running.ts'
import { startTable } from './start-table.ts'
import { timed } from './timed.ts'

/** Starts the platform and runs it until it is told to stop, which it may be at any moment, even while it starts. */
export async function serve(): Promise<void> {
  const env = readEnv()
  const stopping = stopSignal()
  const clock = new DemonstrationClock()
  await timed('portal built', async () => buildPortal({ modules: (await installedPackages()).packages.map(({ folder }) => folder) }))
  const platform = await timed('database and host', () => openPlatform(env, { portal: true, clock, demonstrationAccounts }))
  const { promise: broken, reject: end } = Promise.withResolvers<never>()
  const { host, modules } = platform
  guardProcess({ health: host.health, logger: host.logger, end, folders: new Map(modules.plugins.map(({ id }, at) => [id, modules.folders[at]!])) })
  try {
    const started = listen(env, platform, clock)
    await Promise.race([started.then(() => stopping), stopping, broken])
  } finally {
    await platform.stop()
    // whatever still waits for something has been told to stop: it must not hold the process
    setTimeout(() => process.exit(), 2_000).unref()
  }
}

async function listen(env: Env, platform: Platform, clock: DemonstrationClock): Promise<void> {
  await requireFreePort(env.port)
  if (env.demonstration) await requireWhole(platform)
  if (env.demonstration) await timed('demonstration', () => seedDemonstration(platform.host, clock, { newCity: platform.modules.newCity, onProgress: (text) => { console.log(`  … ${text}`) } }))
  await platform.host.listen(env.port).catch((cause: unknown) => { throw listenFault(cause, env.port) })
  await noteRunning(env)
  process.stdout.write(tableOf(env, platform))
}

/** @throws VmesteError `VMESTE_DEMO_LEAVING` when somebody began to take the demonstration away and did not end it */
async function requireWhole({ host }: Platform): Promise<void> {
  const { rows } = await host.storage.pool('core').query<{ slug: string }>('select slug from core.city where leaving_at is not null order by 1')
  if (rows.length > 0) throw new VmesteError('VMESTE_DEMO_LEAVING', `${rows.map(({ slug }) => slug).join(', ')}: being taken away, and not done yet. Finish it: vmeste demo remove --yes`)
}

/** Resolves at the first SIGTERM or SIGINT. The handler stays: npm may pass the signal on more than once, and a second one must not cut the stop short. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { resolve() })
  })
}

/** What whoever runs the platform should know of who gets in and what gets out. */
function doorsOf({ demonstration, origin, smtpUrl, keycloak }: Env, { store }: Platform['host']): readonly (readonly [string, string])[] {
  const invented = store.all().filter(({ city }) => city.demonstration).map(({ city }) => city.slug)
  return [
    ...demonstration && !isLocal(origin) ? [['Demonstration', 'on at a public address, as VMESTE_DEMO=on asks: anybody signs in as its people'] as const] : [],
    ...!demonstration && invented.length > 0 ? [['Demonstration', `off, its accounts are closed; its cities (${invented.join(', ')}) go with: vmeste demo remove`] as const] : [],
    ...smtpUrl || keycloak ? [] : [['Letters', 'none leave, VMESTE_SMTP is not set; who waits for one gets its link from you: vmeste letter <user>'] as const],
  ]
}

function tableOf(env: Env, { host, databaseFolder }: Platform): string {
  const cities = host.store.all().map(({ city }) => [city.name.ru, `${env.origin}/c/${city.slug}/`] as const)
  return startTable('Vmeste is ready', [
    { rows: [['Portal', `${env.origin}/`], ...cities] },
    { title: 'Accounts of the demonstration (choose one on the sign-in page)', rows: env.demonstration ? demonstrationAccounts.map(({ username, title }) => [username, title.ru] as const) : [] },
    { title: 'Doors', rows: doorsOf(env, host) },
    { title: 'Data', rows: [['Files', env.dataFolder], ['Database', databaseFolder ?? 'DATABASE_URL']] },
  ])
}
