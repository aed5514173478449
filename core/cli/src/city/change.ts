import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '@vmeste/sdk'
import type { TypedChange } from '@vmeste/host'
import { givenPath } from '../platform/given-path.ts'
import { readEnv } from '../platform/read-env.ts'
import type { FactOptions } from './add.ts'

type Options = Partial<FactOptions> & { sign?: string }

/** `vmeste city change luban --colour 7a1f2b`: what is not named stays. */
export async function change(
  slug: string,
  { ru, be, en, json, prefix, at, timezone, colour, onColour, sign }: Options,
): Promise<void> {
  const { changeFacts, cityFacts } = await import('@vmeste/host')
  const { withAccounts } = await import('../platform/open-accounts.ts')
  const { dropSigns } = await import('@vmeste/civic')
  const env = readEnv(),
    folder = join(env.dataFolder, 'files', 'civic')
  const name = named({ ru, be, en })
  const changed = await withAccounts(env, async ({ storage }) => {
    const pool = storage.pool('core')
    const held = await cityFacts(pool, slug)
    const kept = sign === undefined ? undefined : await signOf(folder, slug, sign)
    const typed: TypedChange = {
      ...named({ prefix, at, timezone, colour, onColour }),
      ...(Object.keys(name).length > 0 ? { name } : {}),
      ...(kept === undefined ? {} : { sign: kept }),
    }
    let now = held.brand.sign
    try {
      const fields = await changeFacts(pool, slug, typed, { by: 'system:command', at: new Date() })
      if (kept !== undefined) now = kept ?? undefined
      return fields
    } finally {
      if (kept !== undefined) await dropSigns(folder, slug, now)
    }
  })
  const fields = changed.map((field) => said[field] ?? field)
  const stay = fields.includes('prefix') ? ' Numbers that were given stay as they are.' : ''
  if (json) console.log(JSON.stringify({ slug, changed: fields }))
  else console.log(`${slug}: changed ${fields.join(', ')}. Hosts that run show it at once.${stay}`)
}

/** The name it is kept under; nothing where the city is to have none. */
async function signOf(folder: string, slug: string, file: string): Promise<string | null> {
  if (file === 'none') return null
  const { keepSign } = await import('@vmeste/civic')
  const picture = await readFile(givenPath(file)).catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  return keepSign(folder, slug, picture)
}

/** Whether the file is there is another matter than whether it is a picture. */
const unreadable = (file: string, cause: unknown): Problem =>
  new Problem(
    'VMESTE_CITY_SIGN_FILE',
    {
      ru: 'Файл {file} не прочесть ({code}). Проверьте путь; ничего не изменено.',
      be: 'Файл {file} не прачытаць ({code}). Праверце шлях; нічога не зменена.',
      en: 'The file {file} cannot be read ({code}). Look at its path; nothing was changed.',
    },
    { params: { file: file.slice(0, 200), code: (cause as NodeJS.ErrnoException).code ?? 'unknown cause' }, cause },
  )

const said: Readonly<Record<string, string>> = { number_prefix: 'prefix', brand: 'look' }

/** Those that were given. */
const named = (options: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined))
