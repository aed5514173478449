import type { Readable } from 'node:stream'
import { VmesteError, z } from '@vmeste/sdk'
import { extract } from 'tar-stream'
import {
  damaged,
  formatVersion,
  manifestSchema,
  noBackup,
  places,
  trailerSchema,
  type Manifest,
  type Trailer,
} from './format.ts'
import { unseal, type Unsealing } from './sealing.ts'

/** One entry behind the manifest; the trailer is the last. */
export interface ArchiveEntry {
  readonly name: string
  readonly content: Buffer
}
export interface OpenArchive {
  readonly manifest: Manifest
  /** Everything up to the trailer, one at a time. */
  entries(): AsyncGenerator<ArchiveEntry>
  /** Once all entries have been read. */
  trailer(): Trailer
  close(): void
}

/**
 * Larger than anything that is ever written as one entry: photos have less than 15 MB, tables come in parts of about
 * one.
 */
const largest = 512 * 1024 * 1024
const segment = /^(?!\.{1,2}$)[^\0\\]+$/

/**
 * Opens an archive and reads its manifest.
 *
 * @throws VmesteError `VMESTE_BACKUP_SEALED`, `VMESTE_BACKUP_DAMAGED`, `VMESTE_BACKUP_NEWER`; so do the entries on
 *   their way
 */
export async function openArchive(sealed: Readable, unsealing: Unsealing): Promise<OpenArchive> {
  const plain = await unseal(sealed, unsealing)
  const tar = extract()
  plain.once('error', (error) => {
    tar.destroy(error)
  })
  plain.pipe(tar)
  const raw = tar[Symbol.asyncIterator]()
  let begun = false
  const next = async (): Promise<ArchiveEntry | undefined> => {
    try {
      const read = (await raw.next()) as {
        readonly done?: boolean
        readonly value: AsyncIterable<Buffer> & { readonly header: { readonly name: string; readonly size: number } }
      }
      if (read.done) return undefined
      const entry = read.value
      const { name, size } = entry.header
      if (!name.split('/').every((each) => segment.test(each)))
        throw damaged(`an entry is called ${JSON.stringify(name.slice(0, 100))}`)
      if (size > largest) throw damaged(`the entry ${name} is said to have ${size} bytes`)
      const blocks: Buffer[] = []
      for await (const block of entry) blocks.push(block)
      begun = true
      return { name, content: Buffer.concat(blocks) }
    } catch (error) {
      throw error instanceof VmesteError ? error : damaged(begun ? 'it cannot be read to its end' : noBackup, error)
    }
  }
  const close = (): void => {
    sealed.destroy()
    plain.destroy()
    tar.destroy()
  }
  try {
    const first = await next()
    const manifest = parsed(manifestSchema, first, places.manifest)
    let trailer: Trailer | undefined
    return {
      manifest,
      close,
      entries: async function* () {
        for (let entry = await next(); entry; entry = await next()) {
          if (trailer) throw damaged('something follows its end')
          if (entry.name === places.trailer) trailer = parsed(trailerSchema, entry, places.trailer)
          else yield entry
        }
        if (!trailer) throw damaged('its end is missing')
      },
      trailer: () =>
        trailer ??
        (() => {
          throw damaged('its end is missing')
        })(),
    }
  } catch (error) {
    close()
    throw error
  }
}

function parsed<Schema extends z.ZodType>(
  schema: Schema,
  entry: ArchiveEntry | undefined,
  name: string,
): z.infer<Schema> {
  if (entry?.name !== name) throw damaged(`it has no ${name} where one belongs`)
  let json: unknown
  try {
    json = JSON.parse(entry.content.toString())
  } catch (cause) {
    throw damaged(`its ${name} is no JSON`, cause)
  }
  const { version } = (json ?? {}) as { version?: unknown }
  if (typeof version === 'number' && version > formatVersion)
    throw new VmesteError(
      'VMESTE_BACKUP_NEWER',
      `The backup was made by a later version of Vmeste (format ${version}, this one reads ${formatVersion}). Use that version`,
    )
  const result = schema.safeParse(json)
  if (!result.success) throw damaged(`its ${name} has another shape: ${z.prettifyError(result.error).slice(0, 300)}`)
  return result.data
}
