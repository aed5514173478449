import { Command } from 'commander'
import { buildPortal } from '@vmeste/web/build'
import { DemonstrationClock, demonstrationAccounts, seedDemonstration } from '@vmeste/demo'
import { installedModules } from '../platform/installed-modules.ts'
import { openPlatform, type Platform } from '../platform/open-platform.ts'
import { readEnv, type Env } from '../platform/read-env.ts'
import { startTable } from '../platform/start-table.ts'
import { timed } from '../platform/timed.ts'

/** `vmeste serve`: what `npm start` runs, in the foreground until it is told to stop. */
export const serveCommand = (): Command => new Command('serve')
  .description('Start the platform: database, migrations, demonstration where it belongs, portal')
  .action(async () => {
    const env = readEnv()
    const stopping = stopSignal()
    const clock = new DemonstrationClock()
    await timed('portal built', async () => buildPortal({ modules: (await installedModules()).folders }))
    const platform = await timed('database and host', () => openPlatform(env, { portal: true, clock, demonstrationAccounts }))
    try {
      if (env.demonstration) await timed('demonstration', () => seedDemonstration(platform.host, clock, { newCity: platform.modules.newCity, onProgress: (text) => { console.log(`  … ${text}`) } }))
      await platform.host.listen(env.port)
      process.stdout.write(tableOf(env, platform))
      await stopping
    } finally {
      await platform.stop()
    }
  })

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
