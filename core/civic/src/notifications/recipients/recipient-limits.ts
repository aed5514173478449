export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
/** Letters to one recipient in an hour; what comes beyond is summed up in one. */
export const lettersAnHour = 5
/**
 * Codes and what else a telephone is waited with in the hand, letters counted in: news must not use up the way for a
 * code.
 */
export const messagesAnHour = 10
/**
 * Whoever did not answer the question is asked again only after so long, and what waited for the answer is forgotten.
 */
export const askAgainMs = 30 * dayMs
/** News this old would only confuse: a mail server set up late must not pour out last month. */
export const staleMs = 3 * dayMs
/**
 * How often somebody who stands at a page may have one box asked in that month, and how long between. Counted by whoever
 * is asked, not by whoever asks: a hundred strangers together get no more.
 */
export const asksAtMost = { EMAIL: 3, SMS: 6 } as const
export const askPauseMs = { EMAIL: 600_000, SMS: 60_000 } as const
export const codeMs = 600_000
/** Wrong codes that one code bears. */
export const codeTriesAtMost = 5
/** Questions whether a thing is theirs, to one address that has said yes before: what strangers can make us write. */
export const thingAsksADay = 5
