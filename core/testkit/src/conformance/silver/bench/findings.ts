import type { Finding } from '../../rule.ts'
import { each } from './each.ts'

/** Says what was found of somebody: of each culprit the first word counts. */
export type Add = (culprit: string, message: string, fix: string) => void

/** Findings by culprit: the first of each says enough. */
export class Findings {
  readonly #found = new Map<string, Finding>()

  add(culprit: string, message: string, fix: string): void {
    if (!this.#found.has(culprit)) this.#found.set(culprit, { culprit, message: message.slice(0, 600), fix })
  }

  /**
   * Runs work for each item, several at once, and takes what it found in the order of the items: which of them is
   * answered first is chance, and the first finding of a culprit must not be.
   */
  async walk<Item>(
    items: Iterable<Item>,
    work: (item: Item, add: Add) => Promise<void>,
    atOnce?: number,
  ): Promise<void> {
    const said: Parameters<Add>[][] = []
    await each(
      items,
      async (item) => {
        const own: Parameters<Add>[] = []
        said.push(own)
        await work(item, (...finding) => {
          own.push(finding)
        })
      },
      atOnce,
    )
    for (const finding of said.flat()) this.add(...finding)
  }
  all(): Finding[] {
    return [...this.#found.values()]
  }
}

/** A question as it reads in a finding. */
export const said = (variables: unknown): string => JSON.stringify(variables).slice(0, 200)
