import type { GeoPoint } from '@vmeste/sdk'

/** Whether a point lies in a polygon given by its corners; even-odd rule, edges belong to one side only. */
export function isInside(point: GeoPoint, polygon: readonly GeoPoint[]): boolean {
  let inside = false
  edges(polygon, (a, b) => {
    const crosses = a.lat > point.lat !== b.lat > point.lat
    if (crosses && point.lon < ((b.lon - a.lon) * (point.lat - a.lat)) / (b.lat - a.lat) + a.lon) inside = !inside
  })
  return inside
}

/** Whether a point is that close to the line of a polygon, or closer; on the scale of a city, where the ground is flat. */
export function isAtEdge(point: GeoPoint, polygon: readonly GeoPoint[], metres: number): boolean {
  const east = Math.cos((point.lat * Math.PI) / 180)
  const flat = ({ lat, lon }: GeoPoint) => ({
    x: (lon - point.lon) * east * metresADegree,
    y: (lat - point.lat) * metresADegree,
  })
  let near = false
  edges(polygon, (from, to) => {
    const [a, b] = [flat(from), flat(to)]
    const [dx, dy] = [b.x - a.x, b.y - a.y]
    const along = Math.min(1, Math.max(0, -(a.x * dx + a.y * dy) / (dx * dx + dy * dy || 1)))
    near ||= Math.hypot(a.x + along * dx, a.y + along * dy) <= metres
  })
  return near
}
const metresADegree = 111_195

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
