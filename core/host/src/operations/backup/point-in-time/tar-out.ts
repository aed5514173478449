import { open } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createZstdCompress, constants } from 'node:zlib'
import { pack, type Pack } from 'tar-stream'
import type { BackupTarget } from '../targets/target.ts'
import { seal, type Sealing } from '../archive/sealing.ts'
import { paced } from '../targets/paced.ts'

const block = 256 * 1024

/** A tar that is written as somebody reads it: memory holds a block of it. */
export class TarOut {
  readonly pack: Pack = pack()

  async content(name: string, content: string | Buffer, mode = 0o600): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.pack.entry({ name, mode, mtime: new Date() }, content, (error?: Error | null) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }

  async folder(name: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.pack.entry({ name, type: 'directory', mode: 0o700 }, (error?: Error | null) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }

  /**
   * A file that may be written to, grow, shrink or go meanwhile. It goes in with the size it had when it was opened;
   * what it has lost since is made up with zeros, as PostgreSQL's own tool does: the log mends the cluster's files.
   *
   * @returns false when it is not there any more
   */
  async file(path: string, name: string, changed?: Date): Promise<boolean> {
    const handle = await open(path).catch((error: unknown) => {
      if ((error as { code?: string }).code === 'ENOENT') return undefined
      throw error
    })
    if (!handle) return false
    try {
      const { size, mtime, mode } = await handle.stat()
      const entry = this.pack.entry({ name, size, mode: mode & 0o700, mtime: changed ?? mtime }) as unknown as Writable
      const buffer = Buffer.alloc(Math.min(block, Math.max(size, 1)))
      for (let at = 0; at < size;) {
        const wanted = Math.min(buffer.length, size - at)
        const { bytesRead } = await handle.read(buffer, 0, wanted, at)
        buffer.fill(0, bytesRead, wanted)
        at += wanted
        // the buffer is used again
        if (!entry.write(Buffer.from(buffer.subarray(0, wanted)))) await drained(entry)
      }
      const ended = finished(entry)
      entry.end()
      await ended
      return true
    } finally {
      await handle.close()
    }
  }
}

/** Waits until there is room again; an entry that is closed before never has any. */
function drained(entry: Writable): Promise<void> {
  return new Promise((resolve, reject) => {
    const over = (error?: Error): void => {
      entry.off('drain', free).off('error', over).off('close', closed)
      if (error) reject(error)
      else resolve()
    }
    const free = (): void => {
      over()
    }
    const closed = (): void => {
      over(new Error('The copy was given up'))
    }
    entry.on('drain', free).on('error', over).on('close', closed)
  })
}

export interface SealedTar {
  readonly target: BackupTarget
  readonly name: string
  readonly sealing: Sealing
  readonly compress: boolean
  readonly signal?: AbortSignal | undefined
  /** Adds everything; the end is added for it. */
  readonly fill: (tar: TarOut) => Promise<void>
}

/** Writes one sealed tar into a target, no faster than a town's disk can bear. */
export async function writeSealedTar({ target, name, sealing, compress, signal, fill }: SealedTar): Promise<number> {
  return target.write(
    name,
    async (sink) => {
      const tar = new TarOut()
      const plain = compress ? createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }) : undefined
      if (plain) tar.pack.pipe(plain)
      if (plain) tar.pack.once('error', (error: Error) => plain.destroy(error))
      const written = pipeline(await seal((plain ?? tar.pack) as Readable, sealing), paced(), sink)
      const filled = fill(tar).then(() => {
        tar.pack.finalize()
      })
      filled.catch((error: unknown) => {
        tar.pack.destroy(error as Error)
      })
      // a target that gives up must not leave the filling waiting
      written.catch((error: unknown) => {
        tar.pack.destroy(error as Error)
      })
      const [end, made] = await Promise.allSettled([written, filled])
      if (made.status === 'rejected' && !(end.status === 'rejected' && sink.errored)) throw made.reason
      if (end.status === 'rejected') throw end.reason
      if (made.status === 'rejected') throw made.reason
    },
    signal,
  )
}
