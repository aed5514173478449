import type { Text } from './text.ts'

/** `city` is the usual tenant; an enterprise or a region is one too. */
export type CityKind = 'city' | 'organisation' | 'region'

/** A city as every part of the platform sees it: one row, never an installation. */
export interface City {
  readonly id: number
  /** Stands in addresses: `/c/<slug>/`. */
  readonly slug: string
  readonly name: Text
  readonly kind: CityKind
  /** IANA name, `Europe/Minsk`. */
  readonly timezone: string
  /** Country of the national calendar, `BY`. */
  readonly country: string
  /** First letters of registration numbers, `УЗ`. */
  readonly numberPrefix: string
  readonly brand: CityBrand
  /** Centre of the map. */
  readonly centre: { readonly lat: number; readonly lon: number }
  /** Pilot mode: a banner says so, and the data can be left out of statistics. */
  readonly pilot: boolean
  /** True where people and reports are invented for the demonstration. */
  readonly demonstration: boolean
}

export interface CityBrand {
  /** Hex colours; contrast is checked when they are saved. */
  readonly colour: string
  readonly onColour: string
  /** Path of the city's sign inside its files, if it has one. */
  readonly sign?: string
}
