import type { TypedChange } from '@vmeste/host'
import { readEnv } from '../platform/read-env.ts'
import type { FactOptions } from './add.ts'

type Options = Partial<FactOptions>

/** `vmeste city change luban --colour 7a1f2b`: what is not named stays. */
export async function change(slug: string, { ru, be, en, json, prefix, at, timezone, colour, onColour }: Options): Promise<void> {
  const [{ changeFacts }, { withAccounts }] = await Promise.all([import('@vmeste/host'), import('../platform/open-accounts.ts')])
  const name = named({ ru, be, en })
  const typed: TypedChange = {
    ...named({ prefix, at, timezone, colour, onColour }), ...(Object.keys(name).length > 0 ? { name } : {}),
  }
  const changed = await withAccounts(readEnv(), ({ storage }) => changeFacts(storage.pool('core'), slug, typed, { by: 'system:command', at: new Date() }))
  const fields = changed.map((field) => said[field] ?? field)
  if (json) console.log(JSON.stringify({ slug, changed: fields }))
  else console.log(`${slug}: changed ${fields.join(', ')}. Hosts that run show it at once.${fields.includes('prefix') ? ' Numbers that were given stay as they are.' : ''}`)
}

const said: Readonly<Record<string, string>> = { number_prefix: 'prefix', brand: 'look' }

/** Those that were given. */
const named = (options: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined))
