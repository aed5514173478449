/**
 * Coordinates as maps give them for copying: «53.4621, 27.2135», also with decimal commas. Nothing when it is not that.
 */
export function readPoint(typed: string): { lat: number; lon: number } | undefined {
  const found = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:[.,]\d+)?)\s*$/.exec(typed)
  if (!found) return undefined
  const [lat, lon] = [found[1]!, found[2]!].map((part) => Number(part.replace(',', '.'))) as [number, number]
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? { lat, lon } : undefined
}

export const pointText = (point: { readonly lat: number; readonly lon: number } | null): string =>
  point ? `${point.lat}, ${point.lon}` : ''
