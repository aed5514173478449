/** To the minute, so that asking again within one is the same question. */
export const minuteOf = (moment: Date): string => new Date(Math.floor(moment.getTime() / 60_000) * 60_000).toISOString()

/** The day of a moment where the city is, as the graph writes days: 2026-04-16. */
export const dayIn = (timezone: string, moment: Date): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(moment)
