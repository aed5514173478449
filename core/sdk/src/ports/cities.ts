import type { City } from '../city.ts'
import type { GeoPoint } from '../distance.ts'

/** What everybody may know of a city of this installation. */
export type NamedCity = Pick<City, 'slug' | 'name'>

/** The other cities that this platform serves: for somebody who means one of them. Given by the platform itself. */
export abstract class Cities {
  /**
   * The city that a point lies in, but for the one that asks: within its outline, or around its middle where it has
   * drawn none (`Directory.holds`). The three nearest are looked at, and none further than 100 km.
   *
   * @example const meant = await ctx.use(Cities).at({ lat: 54.1, lon: 28.33 })
   */
  abstract at(point: GeoPoint): Promise<NamedCity | undefined>
}
