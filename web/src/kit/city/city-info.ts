import type { Text } from '@vmeste/sdk/web'

/** The city as the page knows it from its first byte. */
export interface CityInfo {
  readonly slug: string
  /** In all languages: a city's name stands on its page whatever the page's language is. */
  readonly name: Text
  readonly kind: string
  /** IANA name, `Europe/Minsk`. */
  readonly timezone: string
  readonly pilot: boolean
  readonly demonstration: boolean
  readonly brand: { readonly colour: string; readonly onColour: string }
  readonly centre: { readonly lat: number; readonly lon: number }
  readonly revision: number
}
