import type { CitySnapshot } from '../city/city-snapshot.ts'
import type { PageCity } from '@vmeste/sdk/portal'

/** What a page says of its city: public facts only. */
export const pageCity = ({ city, revision }: CitySnapshot): PageCity => ({
  slug: city.slug,
  name: city.name,
  kind: city.kind,
  timezone: city.timezone,
  pilot: city.pilot,
  demonstration: city.demonstration,
  brand: {
    colour: city.brand.colour,
    onColour: city.brand.onColour,
    ...(city.brand.sign === undefined ? {} : { sign: `/c/${city.slug}/sign/${city.brand.sign}` }),
  },
  centre: city.centre,
  revision,
})
