import { Zip, ZipDeflate, ZipPassThrough } from 'fflate'

export interface ZipEntry {
  /** Path inside. */
  readonly name: string
  readonly content: Uint8Array
}

/** A ZIP, entry by entry: memory holds one of them at a time. Pictures are packed already and are put in as they are. */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, at: Date): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, data) => {
    if (error) throw error
    made.push(data)
  })
  for await (const { name, content } of entries) {
    const file = name.endsWith('.json') ? new ZipDeflate(name) : new ZipPassThrough(name)
    file.mtime = at
    zip.add(file)
    file.push(content, true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}
