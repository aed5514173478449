import { Directory, Looks, type CityDb, type Ctx } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'

export interface CityLooksOptions {
  readonly db: CityDb
  readonly directory: () => Directory
}

/** On this host: a page that asks again every minute is one look, and costs no statement. */
const slotMs = 600_000
const mostKnown = 5_000

/** `Looks`: rows of the core, written by its own function; who somebody is in the city the directory knows. */
export class CityLooks extends Looks {
  readonly #options: CityLooksOptions
  readonly #known = new Map<string, number>()

  constructor(options: CityLooksOptions) {
    super()
    this.#options = options
  }

  async opened({ actor, clock }: Pick<Ctx, 'actor' | 'clock'>, subject: string): Promise<void> {
    if (actor.kind !== 'person') return
    const now = clock.now()
    const slot = Math.floor(now.getTime() / slotMs)
    const look = `${actor.key} ${subject}`
    if (this.#known.get(look) === slot) return
    const directory = this.#options.directory()
    const [member, departments] = await Promise.all([directory.member(actor.key), directory.departments()])
    const service = departments.find(({ id }) => member?.departments.includes(id))?.name ?? null
    await this.#options.db.transaction((tx) =>
      tx.run(sql`select core.note_look(${subject}, 'OPEN', ${actor.key}, ${service && JSON.stringify(service)}::jsonb,
        ${member?.position ?? null}, ${now}::timestamptz)`),
    )
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.set(look, slot)
  }
}
