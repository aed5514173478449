import { Command } from 'commander'
import type { FilesLook, Swept } from '@vmeste/civic'
import { VmesteError } from '@vmeste/sdk'
import { readEnv } from '../platform/read-env.ts'

interface Options {
  city?: string
  yes?: true
  json?: true
}
interface CityFiles {
  readonly slug: string
  readonly name: string
  readonly look: FilesLook
  readonly swept?: Swept
}

/** `vmeste files sweep`: what sweeping has stopped at, and the word that lets it go on. */
export const filesCommand = (): Command =>
  new Command('files')
    .description('The photos of cities')
    .addCommand(
      new Command('sweep')
        .description(
          'What would go into the quarantine: photos nobody asked for, photos without a row. Moves nothing without --yes',
        )
        .option('--city <slug>', 'of this city only; --yes needs it')
        .option(
          '--yes',
          'they are meant to go, however many; for 30 days they come back by themselves if their rows do',
        )
        .option('--json', 'one JSON value')
        .action(sweep),
    )

async function sweep({ city, yes, json }: Options): Promise<void> {
  // a yes for all would be said without having looked
  if (yes && city === undefined) {
    throw new VmesteError('VMESTE_FILES_WHICH_CITY', 'Say of which city: vmeste files sweep --city <slug> --yes')
  }
  const { lookAtFiles, sweepFiles, howToGoOn } = await import('@vmeste/civic')
  const { openPlatform } = await import('../platform/open-platform.ts')
  const platform = await openPlatform(readEnv(), { inUse: 'share', logTo: 'stderr' })
  try {
    const { store, systemScope, registry, logger } = platform.host
    const wanted = store.all().filter(({ city: { slug } }) => city === undefined || slug === city)
    if (wanted.length === 0 && city !== undefined) {
      throw new VmesteError('VMESTE_CITY_UNKNOWN', `There is no city "${city}": vmeste city list names them`)
    }
    const found: CityFiles[] = []
    for (const {
      city: { id, slug, name },
    } of wanted) {
      const ctx = systemScope(id, 'files').ctx(registry.find('civic')!)
      const look = await lookAtFiles(ctx)
      found.push({ slug, name: name.ru, look, ...(yes ? { swept: await sweepFiles(ctx, logger, true) } : {}) })
    }
    if (json) console.log(JSON.stringify(found.map(valueOf)))
    else console.log(found.map((each) => lineOf(each, howToGoOn(each.slug))).join('\n') || 'There is no city here.')
  } finally {
    await platform.stop()
  }
}

const valueOf = ({ slug, look: { of, unasked, rowless, tooMuch }, swept }: CityFiles): Record<string, unknown> => ({
  slug,
  of,
  unasked,
  rowless: rowless.length,
  stopped: tooMuch && !swept,
  ...(swept ? { swept } : {}),
})

function lineOf({ slug, name, look, swept }: CityFiles, goOn: string): string {
  const { of, unasked, rowless } = look
  const seen = `${name} (${slug}): ${of} photos; ${unasked} nobody asked for, ${rowless.length} the database knows nothing of.`
  if (swept) return `${seen} Put into the quarantine: ${swept.aside}.`
  return look.tooMuch ? `${seen} Sweeping has stopped. Is this the right database? ${goOn}` : seen
}
