/** The text of a table as spreadsheets in our offices save it: UTF-8, or Windows-1251 where the program is older. */
export function decodeTable(bytes: ArrayBuffer | Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}

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

/** What a table of places looks like, ready to be opened and filled in. */
export const sampleTable =
  '\uFEFFcode;type;name;name_be;name_en;address;lat;lon;department;territory\r\nXX-0001;PLAYGROUND;детская площадка;дзіцячая пляцоўка;playground;ул. Примерная, 1;;;;\r\n'
