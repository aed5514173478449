import type { ServerResponse } from 'node:http'
import type { LiveLimits } from './live-limits.ts'

/**
 * One answer of server-sent events. Nothing is written while the reader has not taken what came before, so what the
 * host holds for them is never more than one event; whoever takes nothing for too long is cut off.
 */
export class EventStream {
  readonly #res: ServerResponse
  readonly #limits: LiveLimits
  readonly #beat: NodeJS.Timeout
  #stalled: NodeJS.Timeout | undefined

  constructor(res: ServerResponse, limits: LiveLimits) {
    this.#res = res
    this.#limits = limits
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    })
    // some browsers take the head of an answer for real only with its first bytes
    res.write(':\n\n')
    this.#beat = setInterval(() => {
      if (!res.writableNeedDrain) res.write(':\n\n')
    }, limits.beatMs)
    res.once('close', () => {
      clearInterval(this.#beat)
      clearTimeout(this.#stalled)
    })
  }

  /** Sends one event; false when the reader is gone. */
  async send(event: 'next' | 'complete', data = ''): Promise<boolean> {
    if (this.#res.destroyed) return false
    if (!this.#res.write(`event: ${event}\ndata: ${data}\n\n`)) await this.#drained()
    return !this.#res.destroyed
  }

  end(): void {
    if (!this.#res.destroyed) this.#res.end()
  }

  #drained(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const over = (): void => {
      clearTimeout(this.#stalled)
      this.#res.off('drain', over).off('close', over)
      resolve()
    }
    this.#res.once('drain', over).once('close', over)
    this.#stalled = setTimeout(() => {
      this.#res.destroy()
    }, this.#limits.stalledMs)
    return promise
  }
}
