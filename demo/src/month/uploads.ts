import { Readable } from 'node:stream'
import { Files } from '@vmeste/sdk'
import { DemonstrationClock } from '../demonstration-clock.ts'
import type { Visitor } from '../graph/ask.ts'
import type { Darkroom, Shot } from '../photos/darkroom.ts'
import { keyed } from './keyed.ts'

/** How many photos are developed and stored at once: the processor has other things to do. */
const atOnce = 2

/** Photos on their way into the city's store, well before the report that needs them. */
export class Uploads {
  readonly #darkroom: Darkroom
  readonly #waiting: (() => void)[] = []
  #running = 0
  #stored = 0

  constructor(darkroom: Darkroom) {
    this.#darkroom = darkroom
  }

  get stored(): number {
    return this.#stored
  }

  /**
   * Takes the photo and sends it by the store's own door. Sent again, it is the same file.
   * @param name what the photo is of, the same at every start
   * @param at when it was taken, as far as anybody can tell
   */
  send(visitor: Visitor, shot: Shot, name: string, at: Date): Promise<string> {
    const sent = this.#inTurn(async () => {
      const photo = await this.#darkroom.photo(shot)
      const { host, city, actor, lang } = visitor
      const ctx = host.scopeFor(city, actor, lang).ctx(host.registry.find('civic')!)
      const clock = new DemonstrationClock()
      clock.tell(at)
      const id = keyed(host, `photo ${name}`, photo)
      await ctx
        .use(Files)
        .store({ city: ctx.city, actor, clock }, { id, body: Readable.from([photo]), length: photo.length })
      this.#stored++
      return id
    })
    sent.catch(() => undefined) // whoever needs the photo will hear of it; until then nobody listens
    return sent
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running < atOnce) this.#running++
    else
      await new Promise<void>((go) => {
        this.#waiting.push(go)
      })
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running--
    }
  }
}
