import { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { VmesteError } from '@vmeste/sdk'
import { inTime } from '../../../outage/in-time.ts'
import { targetFault } from './target-fault.ts'

/** A copy from one of its bytes on. */
export interface Rest {
  readonly body: AsyncIterable<Uint8Array>
  /** Bytes that it has. */
  readonly length: number | undefined
  /** By which another copy of the same name is told from this one. */
  readonly mark: string | undefined
}

export interface Patience {
  /** Nothing has come for so long: the other side is taken for gone. Only while somebody waits for it. */
  readonly silentMs: number
  /** How long is waited before each further try; what has come meanwhile makes them count anew. */
  readonly pausesMs: readonly number[]
}
const patience: Patience = { silentMs: 60_000, pausesMs: [200, 1_000, 5_000, 15_000, 30_000] }

/**
 * Reads something large that lies elsewhere: where the way is cut it reads on behind what has come, as long as it is
 * the very same copy. A copy takes hours where the line is thin, and whoever takes it in may be slower than the other
 * side waits.
 *
 * @param from asks for the copy from a byte on
 * @throws What the first question meets; the stream fails with a VmesteError `VMESTE_BACKUP_TARGET_…`
 */
export async function readOn(
  from: (at: number) => Promise<Rest>,
  { place, name }: { readonly place: string; readonly name: string },
  { silentMs, pausesMs }: Patience = patience,
): Promise<Readable> {
  const first = await from(0)

  async function* whole(): AsyncGenerator<Uint8Array> {
    let [rest, at, tries] = [first, 0, 0]
    for (;;) {
      try {
        for await (const chunk of chunksInTime(rest.body, silentMs)) {
          at += chunk.length
          tries = 0
          yield chunk
        }
        if (first.length === undefined || at >= first.length) return
        throw Object.assign(new Error('the answer ended early'), { code: 'ECONNRESET' })
      } catch (error) {
        rest = await again(at, error)
      }
    }

    async function again(behind: number, cause: unknown): Promise<Rest> {
      let fault = targetFault(cause, place)
      while (isPassing(fault) && tries < pausesMs.length) {
        await sleep(pausesMs[tries++])
        try {
          const next = await from(behind)
          if (next.mark !== first.mark) throw changed(place, name)
          return next
        } catch (error) {
          fault = targetFault(error, place)
        }
      }
      throw fault
    }
  }
  return Readable.from(whole(), { objectMode: false })
}

const isPassing = (fault: unknown): boolean =>
  fault instanceof VmesteError && fault.code === 'VMESTE_BACKUP_TARGET_UNREACHABLE'

const changed = (place: string, name: string): VmesteError =>
  new VmesteError(
    'VMESTE_BACKUP_TARGET_FAILED',
    `${name} in ${place} is another one than when it was begun: it was written over meanwhile. Call the command once more`,
  )

/** Each chunk has to come within a time; how long somebody is at work on one is their own affair. */
async function* chunksInTime(body: AsyncIterable<Uint8Array>, silentMs: number): AsyncGenerator<Uint8Array> {
  const chunks = body[Symbol.asyncIterator]()
  try {
    for (;;) {
      const chunk = await inTime(chunks.next(), silentMs, 'nothing came')
      if (chunk.done) return
      yield chunk.value
    }
  } finally {
    if (body instanceof Readable) body.destroy()
  }
}
