/** Dates of the wall calendar as `YYYY-MM-DD`: they sort, compare and print as they are, and know no time zone. */
export type LocalDate = string

const dayMs = 86_400_000
const toUtc = (date: LocalDate) => Date.parse(`${date}T00:00:00Z`)
const fromUtc = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10)

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))

export const addDays = (date: LocalDate, days: number): LocalDate => fromUtc(toUtc(date) + days * dayMs)

/** Same day of a later month, or that month's last day where there is no such day: 31 August + 1 is 30 September. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const first = new Date(toUtc(`${date.slice(0, 7)}-01`))
  first.setUTCMonth(first.getUTCMonth() + months)
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  first.setUTCDate(Math.min(Number(date.slice(8)), last))
  return fromUtc(first.getTime())
}

/** ISO weekday: Monday is 1, Sunday is 7. */
export const weekday = (date: LocalDate): number => new Date(toUtc(date)).getUTCDay() || 7

/** Whether the text is a real day: 2026-02-30 is not. */
export const isLocalDate = (text: string): boolean => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const ms = toUtc(text)
  return !Number.isNaN(ms) && fromUtc(ms) === text
}
