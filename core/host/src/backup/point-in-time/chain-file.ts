import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from '@vmeste/sdk'

const schema = z.object({
  system: z.string(), chain: z.string(), target: z.string(), recipient: z.string().nullable(), segmentBytes: z.int(),
  /** When its base was whole; null until then. */
  whole: z.iso.datetime().nullable(),
  /** What was carried last, and what of the files. */
  last: z.string().nullable(), files: z.iso.datetime(),
  /** A segment is missing: nothing after it can be had from this chain. */
  broken: z.boolean(),
})
export type ChainNote = z.infer<typeof schema>

/**
 * The chain that is being written, in a file beside the cluster. It is not part of any copy: what was restored begins a chain of its own,
 * and never goes on with that of the town it was copied from.
 */
export class ChainFile {
  readonly #file: string
  constructor(file: string) { this.#file = file }

  async read(): Promise<ChainNote | undefined> {
    try { return schema.parse(JSON.parse(await readFile(this.#file, 'utf8'))) } catch { return undefined }
  }

  async write(note: ChainNote): Promise<void> {
    await writeFile(`${this.#file}.new`, JSON.stringify(note), { mode: 0o600, flush: true })
    await rename(`${this.#file}.new`, this.#file)
  }

  /** Changes some of it, when there is any; two processes write: each its own fields. */
  async change(fields: Partial<ChainNote>): Promise<void> {
    const note = await this.read()
    if (note) await this.write({ ...note, ...fields })
  }
}
