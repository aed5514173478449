/** Background of a city's map, by configuration; `none` where a city has no map. */
export interface Basemap {
  readonly kind: 'pmtiles' | 'raster' | 'style' | 'none'
  readonly url?: string
  readonly attribution?: string
}

export interface MapPlace {
  readonly lat: number
  readonly lon: number
}
export interface MapPoint extends MapPlace {
  readonly id: string
  readonly label: string
  readonly href?: string
}
