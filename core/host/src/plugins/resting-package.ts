import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { textSchema, z } from '@vmeste/sdk'
import { restingModule, type KnownModule, type RestingFault, type RestingModule } from './resting-module.ts'

const name = z.string().min(1).max(300)
const manifest = z.object({ id: name, title: textSchema, summary: textSchema })
const events = z.object({
  subscribes: z
    .array(z.object({ name, type: name.optional(), each: z.object({ capability: name, event: name }).optional() }))
    .max(200),
})

/** What little must be known of a package to say that it rests. */
export interface RestingPlace {
  readonly folder: string
  readonly name: string
  /** Where it was recorded when it was added. */ readonly id?: string
}

/**
 * A module whose code is not to run: what its contract says of it, as far as that can be read, and what it hears, so
 * that its events wait.
 */
export async function restingPackage(
  { folder, name: called, id }: RestingPlace,
  fault: RestingFault,
): Promise<RestingModule> {
  const [said, heard] = await Promise.all([read(folder, 'module.json', manifest), read(folder, 'events.json', events)])
  const own = id ?? said?.id ?? called
  const known: KnownModule = {
    id: own,
    title: said?.title ?? { ru: own, be: own, en: own },
    summary: said?.summary ?? { ru: called, be: called, en: called },
    hears: (heard?.subscribes ?? []).map(({ name: handler, type = '', each }) => ({
      name: handler,
      type,
      ...(each ? { each } : {}),
    })),
  }
  return restingModule(known, fault)
}

async function read<Schema extends z.ZodType>(
  folder: string,
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(join(folder, 'contract', file), 'utf8')))
  } catch {
    return undefined
  }
}
