import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from '@vmeste/sdk'

const noteSchema = z.object({
  system: z.string(),
  chain: z.string(),
  target: z.string(),
  recipient: z.string().nullable(),
  segmentBytes: z.int(),
  begun: z.iso.datetime(),
  /** When its base was whole; null until then. */
  whole: z.iso.datetime().nullable(),
})
/** The chain that is being written. */
export type ChainNote = z.infer<typeof noteSchema>

const progressSchema = z.object({
  chain: z.string(),
  /** The segment that was carried last. */
  last: z.string().nullable(),
  /** Up to when files were carried. */
  files: z.iso.datetime().nullable(),
  /** A segment is missing: nothing after it can be had from this chain. */
  broken: z.boolean(),
})
export type ChainProgress = Omit<z.infer<typeof progressSchema>, 'chain'>

/**
 * Two files beside the cluster: whoever makes a base writes one, whoever carries the log the other. They are part of no
 * copy: what was restored begins a chain of its own, and never goes on with that of the town it was copied from.
 */
export class ChainFile {
  readonly #file: string

  constructor(file: string) {
    this.#file = file
  }

  async read(): Promise<(ChainNote & ChainProgress) | undefined> {
    const note = await readJson(this.#file, noteSchema)
    if (!note) return undefined
    const progress = await readJson(`${this.#file}.carried`, progressSchema)
    return { ...note, last: null, files: null, broken: false, ...(progress?.chain === note.chain ? progress : {}) }
  }

  /** For whoever makes a base. */
  note(note: ChainNote): Promise<void> {
    return writeJson(this.#file, note)
  }

  /** What is written from now on is none of that chain. */
  async forget(): Promise<void> {
    for (const file of [this.#file, `${this.#file}.carried`]) await rm(file, { force: true })
  }

  /** For whoever carries. */
  progress(chain: string, progress: ChainProgress): Promise<void> {
    return writeJson(`${this.#file}.carried`, {
      chain,
      last: progress.last,
      files: progress.files,
      broken: progress.broken,
    })
  }
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | undefined> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

async function writeJson(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(value), { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}
