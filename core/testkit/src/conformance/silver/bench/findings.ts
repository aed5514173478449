import type { Finding } from '../../rule.ts'

/** Findings by culprit: the first of each says enough. */
export class Findings {
  readonly #found = new Map<string, Finding>()

  add(culprit: string, message: string, fix: string): void {
    if (!this.#found.has(culprit)) this.#found.set(culprit, { culprit, message: message.slice(0, 600), fix })
  }
  has(culprit: string): boolean {
    return this.#found.has(culprit)
  }
  all(): Finding[] {
    return [...this.#found.values()]
  }
}

/** A question as it reads in a finding. */
export const said = (variables: unknown): string => JSON.stringify(variables).slice(0, 200)
