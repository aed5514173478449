export interface MapPlace {
  readonly lat: number
  readonly lon: number
}
export interface MapPoint extends MapPlace {
  readonly id: string
  readonly label: string
  readonly href?: string
}
