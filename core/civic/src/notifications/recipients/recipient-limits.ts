export const hourMs = 3_600_000
const dayMs = 24 * hourMs
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
