import { Readable } from 'node:stream'
import { pack, type Pack } from 'tar-stream'

/** A tar archive in the making: entries one after another, each only once the one before has been taken. */
export class ArchiveWriter {
  readonly #pack: Pack = pack()
  readonly #at: Date

  /** @param at written on every entry */
  constructor(at: Date) {
    this.#at = at
  }

  /** What there is to read. */
  get stream(): Readable {
    return Readable.from(this.#pack, { objectMode: false })
  }

  add(name: string, content: Buffer | string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pack.entry({ name, mtime: this.#at, mode: 0o600 }, content, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }

  end(): void {
    this.#pack.finalize()
  }
  fail(error: Error): void {
    this.#pack.destroy(error)
  }
}
