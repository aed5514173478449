import type { Command } from 'commander'
import { closest, distance } from 'fastest-levenshtein'
import { readEnv } from '../platform/read-env.ts'

export interface FactOptions {
  ru: string
  be: string
  en: string
  prefix: string
  at: string
  timezone?: string
  colour?: string
  onColour?: string
  json?: true
}

/** `vmeste city add uzda --ru Узда --be Узда --en Uzda --prefix УЗ --at 53.46,27.21` */
export async function add(
  slug: string,
  { ru, be, en, prefix, at, timezone, colour, onColour, json }: FactOptions,
): Promise<void> {
  const { addCity } = await import('@vmeste/host')
  const { installedPackages } = await import('../platform/installed-modules.ts')
  const { withAccounts } = await import('../platform/open-accounts.ts')
  const { newCity } = await installedPackages({ dataFolder: readEnv().dataFolder })
  const typed = {
    slug,
    name: { ru, be, en },
    prefix,
    at,
    ...(timezone === undefined ? {} : { timezone }),
    ...(colour === undefined ? {} : { colour }),
    ...(onColour === undefined ? {} : { onColour }),
  }
  const id = await withAccounts(readEnv(), ({ storage }) => addCity(storage.pool('core'), typed, newCity))
  if (json) console.log(JSON.stringify({ id, slug, modules: newCity }))
  else {
    console.log(`${ru} is ready with: ${newCity.join(', ') || 'no modules'}.`)
    console.log(`Its administrator: vmeste admin <user> --name … --city ${slug}`)
  }
}

const needed = ['ru', 'be', 'en', 'prefix', 'at'] as const

/**
 * `vmeste city uzda …`, as it was before. Without what makes a city it is more likely a word of ours that was misspelt.
 */
export async function addAsBefore(slug: string, options: Partial<FactOptions>, command: Command): Promise<void> {
  const missing = needed.filter((name) => options[name] === undefined)
  if (missing.length > 0) command.error(`error: ${misread(slug, missing, command.parent!)}`)
  console.error(
    `vmeste city ${slug} … is called vmeste city add ${slug} … now. The old words work in this release for the last time.`,
  )
  await add(slug, options as FactOptions)
}

function misread(slug: string, missing: readonly string[], { commands }: Command): string {
  const words = commands.map((each) => each.name()).filter((name) => name !== 'slug')
  const near = closest(slug.toLowerCase(), words)
  return missing.length === needed.length
    ? `there is no «vmeste city ${slug}»${distance(slug.toLowerCase(), near) <= 2 ? `. Did you mean «vmeste city ${near}»?` : ''} (there are: ${words.join(', ')})`
    : `vmeste city add ${slug} needs ${missing.map((name) => `--${name}`).join(', ')} as well`
}
