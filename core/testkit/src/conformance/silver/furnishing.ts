import type { Plugin } from '@vmeste/sdk'
import type { GraphOptions, TestHost } from '../../create-test-host.ts'

/** A city of a silver test, its directory already there: departments `HOUS` and `<prefix>LIGHT`, staff, a territory. */
export interface SilverCity {
  readonly host: TestHost
  readonly slug: string
  /** Begins the codes of this city's things: `UZ`. */
  readonly prefix: string
  /** Stands in every text that anybody types here. */
  readonly mark: string
  /** Asks the city's graph as somebody; an error and a refusal throw. */
  ask<Data = Record<string, unknown>>(
    query: string,
    variables?: Record<string, unknown>,
    options?: GraphOptions,
  ): Promise<Data>
  /** Somebody with a role here, `guest` and `citizen` among them; a guest is a new device each time. */
  as(role: string): GraphOptions
}

/** What a module left in a city, so that others can ask for it. */
export interface Furnished {
  /** Keys of links as people got them; nothing of them stands in a table. */
  readonly keys?: readonly string[]
  /** Places in lists (`endCursor`), as its own people get them. */
  readonly cursors?: readonly string[]
  /** Addresses of files as its own people get them: `/c/<city>/files/…`. */
  readonly files?: readonly string[]
  /** Addresses of its own routes that name something: `/c/<city>/m/<module>/…`. */
  readonly routes?: readonly string[]
  /**
   * What fits an argument or a field of an input here, by its name, by its name and type or by what it belongs to:
   * `code`, `code:ID`, `RateInput.code`. The first would pass; all are asked for; an empty list leaves it out.
   */
  readonly values?: Readonly<Record<string, readonly unknown[]>>
}

/** One successful run of a recorded mutation: who sends it, and with what. */
export interface MutationRun {
  readonly by: string
  readonly variables: (city: SilverCity, known: Furnished) => Promise<Record<string, unknown>> | Record<string, unknown>
}

/** Somebody who is there to be erased: every text they type is `words`, every contact they leave is theirs alone. */
export interface PlantedPerson {
  /** Their account, with every role. */
  readonly account: GraphOptions
  /** The same person on a device, without it. */
  readonly guest: GraphOptions
  readonly email: string
  readonly phone: string
  readonly words: string
}

/** What a module brings for the silver rules: everything a city can have of it, entered as its own people would. */
export interface Furnishing {
  /** Modules of tests alone that stand in for whoever the module meets in capabilities. */
  readonly companions?: readonly Plugin[]
  /** Every text that is typed carries `city.mark`, every code begins with `city.prefix`. */
  furnish(city: SilverCity): Promise<Furnished>
  /** Fills its lists until each holds at least so many; left out where it has none. */
  grow?(city: SilverCity, known: Furnished, count: number): Promise<void>
  /** Makes happen what each of its live fields tells of; left out where it has none. */
  stir?(city: SilverCity, known: Furnished): Promise<void>
  /**
   * Types `words` wherever residents can, and makes happen everything after which somebody else could read it, short of
   * a look by staff. Gives what strangers may know: numbers, codes, links of those who joined; no key of whoever typed.
   * Left out where residents type nothing.
   */
  plant?(city: SilverCity, words: string): Promise<Furnished>
  /**
   * Staff look at all that was planted and show it, and type the same words wherever theirs can become public. Gives
   * what strangers know since, besides what `plant` has given. Left out where nothing typed is ever shown.
   */
  show?(city: SilverCity, words: string, planted: Furnished): Promise<Furnished | undefined>
  /**
   * Enters whatever a person can say of themselves here, as each of the two; left out where nobody can say anything.
   */
  plantPerson?(city: SilverCity, person: PlantedPerson, known: Furnished): Promise<void>
  /** By a recorded mutation's name, in the order in which they can be done. */
  readonly runs?: Readonly<Record<string, MutationRun>>
  /** Queries that show figures alone, or the caller's own: nothing of a city can be found in them. */
  readonly wordless?: readonly string[]
}
