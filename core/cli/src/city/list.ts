import type { ListedCity } from '@vmeste/host'
import { readEnv } from '../platform/read-env.ts'

/** `vmeste city list` */
export async function list({ json }: { json?: true }): Promise<void> {
  const [{ listCities }, { withAccounts }] = await Promise.all([
    import('@vmeste/host'),
    import('../platform/open-accounts.ts'),
  ])
  const cities = await withAccounts(readEnv(), ({ storage }) => listCities(storage.pool('core')))
  if (json) console.log(JSON.stringify(cities.map(valueOf)))
  else console.log(cities.map(lineOf).join('\n') || 'There is no city yet: vmeste city add <slug> …')
}

const valueOf = ({
  id,
  slug,
  name,
  numberPrefix: prefix,
  centre,
  timezone,
  brand,
  modules,
  demonstration,
  leaving,
}: ListedCity): unknown => ({ id, slug, name, prefix, centre, timezone, brand, modules, demonstration, leaving })

function lineOf({
  slug,
  name,
  numberPrefix,
  centre,
  timezone,
  brand,
  modules,
  demonstration,
  leaving,
}: ListedCity): string {
  const facts = [
    `${name.ru} · ${name.be} · ${name.en}`,
    numberPrefix,
    `${centre.lat},${centre.lon}`,
    timezone,
    `${brand.colour} with ${brand.onColour}`,
    `modules: ${modules.join(', ') || 'none'}`,
    ...(demonstration ? ['demonstration'] : []),
    ...(leaving ? [`being removed, finish it: vmeste city remove ${slug}`] : []),
  ]
  return `${slug}: ${facts.join('; ')}`
}
