import { Worker } from 'node:worker_threads'
import { fileProblems } from './file-problems.ts'
import { maxSide, maxWholePixels } from './file-limits.ts'
import { checkHeader } from './photo-header.ts'

export interface Pixels {
  readonly width: number
  readonly height: number
  /** Red, green, blue, opacity. */
  readonly data: Uint8Array
}
/** What the thread answers: the size alone where it is too large or cannot be read. */
type HeicAnswer = Partial<Pixels>

const withinMs = 20_000

/**
 * Decodes the photo of an iPhone in a thread of its own, which ends with it, at its deadline at the latest. What it
 * prints is dropped: a log is no place for a stranger's bytes.
 *
 * @throws Problem `FILE_BROKEN`, `FILE_TOO_MANY_PIXELS`, `FILE_SIDE`, `FILE_BUSY`
 */
export async function decodeHeic(bytes: Uint8Array): Promise<Pixels> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), {
    workerData: { bytes, most: { pixels: maxWholePixels, side: maxSide } },
    stdout: true,
    stderr: true,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 128 },
  })
  let timer: NodeJS.Timeout | undefined
  try {
    const answer = await new Promise<HeicAnswer>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', (error) => {
        reject(fileProblems.broken(error))
      })
      worker.once('exit', () => {
        reject(fileProblems.broken(new Error('the decoder ended without an answer')))
      })
      timer = setTimeout(() => {
        reject(fileProblems.busy())
      }, withinMs)
    })
    const { width, height, data } = answer
    if (!width || !height) throw fileProblems.broken(new Error('no picture'))
    checkHeader({ format: 'heif', width, height })
    if (!data) throw fileProblems.broken(new Error('no pixels'))
    return { width, height, data }
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
