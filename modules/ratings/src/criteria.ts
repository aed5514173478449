/** The base criteria that every rating has, each from 1 to 5. */
export const criteria = ['simplicity', 'information', 'timeliness', 'courtesy'] as const
export type Criterion = (typeof criteria)[number]
export type Scores = Record<Criterion, number>

/** Mean of the four, of one rating or of sums over `n`. */
export const overallOf = (scores: Scores, n = 1): number =>
  criteria.reduce((sum, name) => sum + scores[name], 0) / (criteria.length * n)
