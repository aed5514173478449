import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid } from '@vmeste/sdk'
import { quarantineDays } from './file-limits.ts'

const dayShape = /^\d{4}-\d{2}-\d{2}$/
const dayMs = 86_400_000

/** The day of the quarantine that a moment falls into, in UTC: `2026-11-30`. */
export const dayOf = (moment: Date): string => moment.toISOString().slice(0, 10)

/**
 * What is kept no longer: `quarantine/<city>/<day>/<uuid>/`, on one file system with the pictures, so that a move is
 * one step.
 */
export class Quarantine {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  async take(id: string, from: string, day: string): Promise<void> {
    const target = join(this.#folder, day, id)
    await mkdir(join(this.#folder, day), { recursive: true, mode: 0o700 })
    await rm(target, { recursive: true, force: true })
    await rename(from, target).catch(absent)
  }

  /** Moves the youngest of it to where it was. */
  async giveBack(id: string, to: string): Promise<void> {
    for (const day of (await this.days()).toReversed()) {
      const moved = await rename(join(this.#folder, day, id), to).then(() => true, absent)
      if (moved) return
    }
  }

  /** Deletes for good, on whatever day it came. */
  async drop(ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    for (const day of await this.days())
      for (const id of ids) await rm(join(this.#folder, day, id), { recursive: true, force: true })
  }

  /** Everything that lies here. */
  async ids(): Promise<string[]> {
    const found = new Set<string>()
    for (const day of await this.days()) {
      for (const name of await readdir(join(this.#folder, day)).catch(() => [])) if (isUuid(name)) found.add(name)
    }
    return [...found]
  }

  /** Deletes what has been here for all its days. @returns how much that was */
  async expire(now: Date): Promise<number> {
    const kept = dayOf(new Date(now.getTime() - quarantineDays * dayMs))
    let gone = 0
    for (const day of await this.days()) {
      const folder = join(this.#folder, day)
      if (day < kept) {
        gone += (await readdir(folder).catch(() => [])).length
        await rm(folder, { recursive: true, force: true })
      } else if (day < dayOf(now)) await rmdir(folder).catch(() => undefined) // empty: all of it was brought back
    }
    return gone
  }

  /** From the oldest on. */
  async days(): Promise<string[]> {
    return (await readdir(this.#folder).catch(() => [])).filter((name) => dayShape.test(name)).sort()
  }
}

/** Nothing was there to be moved; any other fault is one. */
function absent(error: unknown): false {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  return false
}
