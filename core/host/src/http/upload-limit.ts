import { isIPv6 } from 'node:net'
import type { Request } from 'express'
import { uploadsBusy } from '../problems/limits.ts'

/**
 * How many uploads of one address are taken in at once, and how many more may wait for that; a whole class shares one.
 */
const atOnce = 4
const waiting = 60
const patienceMs = 60_000

interface Line {
  running: number
  readonly queue: Set<() => void>
}

/** A share of what the process takes in for each address, so that one cannot take everybody's. */
export class UploadShares {
  readonly #lines = new Map<string, Line>()
  readonly #patienceMs: number

  constructor(patience = patienceMs) {
    this.#patienceMs = patience
  }

  /** @throws Problem `UPLOADS_BUSY` */
  async run<T>(req: Request, work: () => Promise<T>): Promise<T> {
    const key = neighbours(req.ip ?? '')
    const line = this.#lines.get(key) ?? { running: 0, queue: new Set() }
    this.#lines.set(key, line)
    if (line.running < atOnce) line.running++
    else await this.#wait(line, req)
    try {
      return await work()
    } finally {
      const [next] = line.queue // the place is handed on, never free in between
      if (next) next()
      else if (--line.running === 0) this.#lines.delete(key)
    }
  }

  #wait(line: Line, req: Request): Promise<void> {
    if (line.queue.size >= waiting) throw uploadsBusy()
    return new Promise((resolve, reject) => {
      const leave = () => {
        done()
        reject(uploadsBusy())
      }
      const go = () => {
        done()
        resolve()
      }
      const done = () => {
        clearTimeout(timer)
        line.queue.delete(go)
        req.off('close', leave)
      }
      const timer = setTimeout(leave, this.#patienceMs).unref()
      line.queue.add(go)
      req.once('close', leave)
    })
  }
}

/** All hosts of a process take in together. */
export const uploadShares = new UploadShares()

/** One household: an IPv4 address, an IPv6 /64. */
export function neighbours(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? ''
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = plain.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean),
    right = tail.split(':').filter(Boolean)
  const groups = plain.includes('::')
    ? [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
    : left
  return groups
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')
}
