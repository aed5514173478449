import { Cities, Directory, metresBetween, type City, type GeoPoint, type NamedCity } from '@vmeste/sdk'
import type { CityRuntime } from './city-runtime.ts'

const asked = 3
const farMetres = 100_000

/** `Cities` as one of them sees the others: each says by its own directory what lies in it. */
export class NearCities extends Cities {
  readonly #own: City
  readonly #all: () => Iterable<CityRuntime>

  /** @param all runtimes of every city, its own as well */
  constructor(own: City, all: () => Iterable<CityRuntime>) {
    super()
    this.#own = own
    this.#all = all
  }

  async at(point: GeoPoint): Promise<NamedCity | undefined> {
    const near = [...this.#all()]
      .map((runtime) => ({ runtime, city: runtime.snapshot.city }))
      .filter(({ city }) => city.id !== this.#own.id && city.demonstration === this.#own.demonstration)
      .map((each) => ({ ...each, away: metresBetween(each.city.centre, point) }))
      .filter(({ away }) => away <= farMetres)
      .sort((a, b) => a.away - b.away)
    for (const { runtime, city } of near.slice(0, asked))
      if (await runtime.container.get(Directory).holds(point)) return { slug: city.slug, name: city.name }
    return undefined
  }
}
