import { Command } from 'commander'
import type { NewCity } from '@vmeste/host'
import { VmesteError, z } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

interface Options { ru: string; be: string; en: string; prefix: string; at: string; timezone?: string; colour?: string; json?: true }

/** `vmeste city uzda --ru Узда --be Узда --en Uzda --prefix УЗ --at 53.46,27.21`: a city with the modules that new cities start with. */
export const cityCommand = () => new Command('city')
  .description('Make a city')
  .argument('<slug>', 'as it stands in addresses: lower-case letters, digits, dash')
  .requiredOption('--ru <name>').requiredOption('--be <name>').requiredOption('--en <name>')
  .requiredOption('--prefix <letters>', 'before its registration numbers: УЗ')
  .requiredOption('--at <lat,lon>', 'its centre: 53.46,27.21')
  .option('--timezone <zone>', 'IANA name; Europe/Minsk when left out')
  .option('--colour <hex>', 'of its pages: #1d4d3c')
  .option('--json', 'one JSON value')
  .action(async (slug: string, options: Options) => {
    const [{ createCity, newCitySchema }, { installedPackages }, { withAccounts }] = await Promise.all([import('@vmeste/host'), import('../platform/installed-modules.ts'), import('../platform/open-accounts.ts')])
    const [lat, lon] = options.at.split(',').map(Number)
    const city = {
      slug, name: { ru: options.ru, be: options.be, en: options.en }, numberPrefix: options.prefix, centre: { lat, lon },
      ...(options.timezone ? { timezone: options.timezone } : {}), ...(options.colour ? { brand: { colour: options.colour, onColour: '#ffffff' } } : {}),
    }
    const parsed = newCitySchema.safeParse(city)
    if (!parsed.success) throw new VmesteError('VMESTE_CITY_INVALID', z.prettifyError(parsed.error))
    const { newCity } = await installedPackages({ dataFolder: readEnv().dataFolder })
    const id = await withAccounts(readEnv(), ({ storage }) => createCity(storage.pool('core'), city as NewCity, newCity))
    if (options.json) console.log(JSON.stringify({ id, slug, modules: newCity }))
    else console.log(`${options.ru} is ready with: ${newCity.join(', ') || 'no modules'}. Its administrator: vmeste admin <user> --name … --city ${slug}`)
  })
