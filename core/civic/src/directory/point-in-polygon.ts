export interface GeoPoint {
  readonly lat: number
  readonly lon: number
}

/** Whether a point lies in a polygon given by its corners; even-odd rule, edges belong to one side only. */
export function isInside(point: GeoPoint, polygon: readonly GeoPoint[]): boolean {
  let inside = false
  edges(polygon, (a, b) => {
    const crosses = a.lat > point.lat !== b.lat > point.lat
    if (crosses && point.lon < ((b.lon - a.lon) * (point.lat - a.lat)) / (b.lat - a.lat) + a.lon) inside = !inside
  })
  return inside
}

/** Size in square degrees: good for telling the smaller of two territories of one city, for nothing else. */
export function sizeOf(polygon: readonly GeoPoint[]): number {
  let doubled = 0
  edges(polygon, (a, b) => {
    doubled += a.lon * b.lat - b.lon * a.lat
  })
  return Math.abs(doubled) / 2
}

function edges(polygon: readonly GeoPoint[], visit: (from: GeoPoint, to: GeoPoint) => void): void {
  for (const [index, to] of polygon.entries()) {
    const from = polygon.at(index - 1)
    if (from) visit(from, to)
  }
}
