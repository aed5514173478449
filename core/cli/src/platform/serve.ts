import { buildPortal } from '@vmeste/web/build'
import { DemonstrationClock, demonstrationAccounts, seedDemonstration } from '@vmeste/demo'
import { guardProcess } from '@vmeste/host'
import type { Server } from 'node:http'
import { installedPackages } from './installed-modules.ts'
import { openPlatform, type Platform } from './open-platform.ts'
import { migratedLines } from './migrated-lines.ts'
import { readEnv, type Env } from './read-env.ts'
import { noteOrigin } from './running.ts'
import { startTable } from './start-table.ts'
import { takePort } from './take-port.ts'
import { timed } from './timed.ts'

/** Starts the platform and runs it until it is told to stop, which it may be at any moment, even while it starts. */
export async function serve(): Promise<void> {
  const env = readEnv()
  const stopping = stopSignal()
  const port = await takePort(env.port)
  try { await serveOn(port, env, stopping) } finally { port.close() }
}

async function serveOn(server: Server, env: Env, stopping: Promise<void>): Promise<void> {
  const clock = new DemonstrationClock()
  const told = new AbortController()
  void stopping.then(() => { told.abort() })
  await timed('portal built', async () => buildPortal({ modules: (await installedPackages()).packages.map(({ folder }) => folder) }))
  const opening = timed('database and host', () => openPlatform(env, { portal: true, clock, demonstrationAccounts, server, waiting: { say: (line) => { console.log(line) }, signal: told.signal } }))
  // whoever is told to stop while it waits for its database has stopped
  const platform = await opening.catch((error: unknown) => { if (!told.signal.aborted) throw error })
  if (!platform) return
  for (const line of migratedLines(platform.host.storage.applied)) console.log(line)
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
  if (env.demonstration) await timed('demonstration', () => seedDemonstration(platform.host, clock, { newCity: platform.modules.newCity, onProgress: (text) => { console.log(`  … ${text}`) } }))
  await platform.host.listen(env.port)
  await noteOrigin(env)
  process.stdout.write(tableOf(env, platform))
}

/** Resolves at the first SIGTERM or SIGINT. The handler stays: npm may pass the signal on more than once, and a second one must not cut the stop short. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => { resolve() })
  })
}

function tableOf(env: Env, { host, databaseFolder }: Platform): string {
  const cities = host.store.all().map(({ city }) => [city.name.ru, `${env.origin}/c/${city.slug}/`] as const)
  return startTable('Vmeste is ready', [
    { rows: [['Portal', `${env.origin}/`], ...cities] },
    { title: 'Accounts of the demonstration (choose one on the sign-in page)', rows: env.demonstration ? demonstrationAccounts.map(({ username, title }) => [username, title.ru] as const) : [] },
    { title: 'Data', rows: [['Files', env.dataFolder], ['Database', databaseFolder ?? 'DATABASE_URL']] },
  ])
}
