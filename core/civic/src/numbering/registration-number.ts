import { VmesteError, wallTime } from '@vmeste/sdk'

/** The year a moment belongs to where the city is: on New Year's Eve that is not the server's. */
export const yearIn = (timezone: string, at: Date): number => Number(wallTime(at, timezone).date.slice(0, 4))

/** @example registrationNumber('УЗ', 'С', 2026, 1) // 'УЗ-С-2026-000001' */
export const registrationNumber = (prefix: string, series: string, year: number, value: number): string =>
  `${prefix}-${series}-${year}-${String(value).padStart(6, '0')}`

/** @throws VmesteError `VMESTE_NUMBER_SERIES` for a series that is not one to four capital letters */
export function requireSeries(series: string): void {
  if (!/^\p{Lu}{1,4}$/u.test(series)) {
    throw new VmesteError(
      'VMESTE_NUMBER_SERIES',
      `"${series}" cannot name a series of registration numbers: use one to four capital letters, "С"`,
    )
  }
}
