/** Background of a city's map, by configuration; `none` where a city has no map. */
export interface Basemap {
  readonly kind: 'pmtiles' | 'raster' | 'style' | 'none'
  readonly url?: string
  readonly attribution?: string
}
