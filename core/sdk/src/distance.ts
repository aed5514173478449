/** A place on the ground, in degrees (WGS 84). */
export interface GeoPoint {
  readonly lat: number
  readonly lon: number
}

const earth = 6_371_008.8
const radians = Math.PI / 180

/**
 * Metres between two points on the ground.
 *
 * @example metresBetween({ lat: 53.46, lon: 27.21 }, { lat: 53.47, lon: 27.21 }) // 1 112
 */
export function metresBetween(a: GeoPoint, b: GeoPoint): number {
  const [la, lb] = [a.lat * radians, b.lat * radians]
  const h = Math.sin((lb - la) / 2) ** 2 + Math.cos(la) * Math.cos(lb) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(h)))
}

/** The smallest box of degrees that holds a circle: what an index can look up before distances are counted. */
export function boxAround(
  point: GeoPoint,
  metres: number,
): { south: number; north: number; west: number; east: number } {
  const lat = metres / earth / radians
  // near a pole a degree of longitude shrinks to nothing; a city is never there, a hostile request may be
  const lon = lat / Math.max(0.01, Math.cos(point.lat * radians))
  return { south: point.lat - lat, north: point.lat + lat, west: point.lon - lon, east: point.lon + lon }
}
