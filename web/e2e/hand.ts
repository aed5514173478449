import type { Locator } from 'playwright-core'

/** A person's hand on a page: does what is asked of it and counts it. */
export class Hand {
  #done: string[] = []

  /** What has been done, in words: the count, and what stands behind it when a test fails. */
  get done(): readonly string[] {
    return this.#done
  }
  get count(): number {
    return this.#done.length
  }

  /** Starts counting anew. */
  rest(): void {
    this.#done = []
  }

  async tap(target: Locator): Promise<void> {
    this.#done.push(`tap ${target.toString()}`)
    await target.click()
  }

  /** Touches the field for photos; what follows in the phone's own camera is not ours. */
  async photograph(field: Locator, photo: Buffer): Promise<void> {
    this.#done.push('photo')
    await field.setInputFiles({ name: 'IMG_2041.jpg', mimeType: 'image/jpeg', buffer: photo })
  }

  async type(field: Locator, text: string): Promise<void> {
    this.#done.push(`type ${field.toString()}`)
    await field.fill(text)
  }
}
