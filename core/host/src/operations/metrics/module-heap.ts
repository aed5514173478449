import { readFileSync, realpathSync } from 'node:fs'
import { Session, type HeapProfiler } from 'node:inspector'
import { join, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Logger } from 'pino'
import { describeError } from '../../log/describe-error.ts'

/** One object of about so many bytes is looked at; what that costs nobody notices. */
const samplingInterval = 128 * 1024
/** A reading collects garbage first, for which everybody waits some tens of milliseconds: seldom. */
const rarelyMs = 300_000

/** Where the code of a module lies. */
interface Place {
  readonly module: string
  readonly path: string
  readonly href: string
}

/** Whatever no module has asked for: the platform itself and its libraries. */
export const platform = 'platform'

/**
 * Memory by module. All of them share one process and one heap, so it is told by who asked for it: of the objects that
 * live, a sample is traced to the nearest code of a module that led to it, libraries called from there included. What
 * was there before the first reading is not in it.
 */
export class ModuleHeap {
  readonly #places: readonly Place[]
  readonly #logger: Pick<Logger, 'warn'>
  readonly #noOlderMs: number
  #session: Session | undefined
  #last: { readonly at: number; readonly bytes: ReadonlyMap<string, number> } | undefined

  /** @param folders of modules' packages; one without a contract is nobody's */
  constructor(folders: readonly string[], logger: Pick<Logger, 'warn'>, noOlderMs = rarelyMs) {
    this.#noOlderMs = noOlderMs
    this.#places = folders.flatMap((folder) => {
      const module = moduleIn(folder)
      if (module === undefined) return []
      const path = realpathSync(folder) + sep
      return [{ module, path, href: pathToFileURL(path).href }]
    })
    this.#logger = logger
  }

  /** Bytes by module and of the platform, five minutes old at most; the first reading begins to count. */
  async read(): Promise<ReadonlyMap<string, number>> {
    if (this.#last && Date.now() - this.#last.at < this.#noOlderMs) return this.#last.bytes
    const bytes = new Map<string, number>([platform, ...this.#places.map(({ module }) => module)].map((id) => [id, 0]))
    this.#last = { at: Infinity, bytes } // whoever asks meanwhile gets nothing new, and what breaks is not tried again
    try {
      const begun = this.#session
      if (begun) this.#add(bytes, (await this.#profile(begun)).head, platform)
      else await this.#begin()
      this.#last = { at: begun ? Date.now() : 0, bytes }
    } catch (error) {
      // a second host of one process, for one: there is one heap
      this.#logger.warn({ error: describeError(error) }, 'memory by module cannot be told')
    }
    return bytes
  }

  stop(): void {
    this.#session?.disconnect()
    this.#session = undefined
  }

  #begin(): Promise<void> {
    const session = (this.#session = new Session())
    session.connect()
    return new Promise((resolve, reject) => {
      session.post('HeapProfiler.startSampling', { samplingInterval }, (error) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }

  #profile(session: Session): Promise<HeapProfiler.SamplingHeapProfile> {
    return new Promise((resolve, reject) => {
      session.post('HeapProfiler.getSamplingProfile', (error, answer) => {
        if (error) reject(error)
        else resolve(answer.profile)
      })
    })
  }

  /** The nearest module above a piece of code is whose memory it is. */
  #add(bytes: Map<string, number>, node: HeapProfiler.SamplingHeapProfileNode, above: string): void {
    const { url } = node.callFrame
    const own = this.#places.find(({ path, href }) => url.startsWith(href) || url.startsWith(path))
    const whose = own?.module ?? above
    bytes.set(whose, (bytes.get(whose) ?? 0) + node.selfSize)
    for (const child of node.children) this.#add(bytes, child, whose)
  }
}

function moduleIn(folder: string): string | undefined {
  try {
    const { id } = JSON.parse(readFileSync(join(folder, 'contract/module.json'), 'utf8')) as { id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined // the portal's own folder has none
  }
}
