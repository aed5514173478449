import type { RateMutationVariables } from '../operations.gen.ts'

/** The base criteria by the names of their form fields. */
export const fieldsOf = {
  SIMPLICITY: 'simplicity',
  INFORMATION: 'information',
  TIMELINESS: 'timeliness',
  COURTESY: 'courtesy',
} as const
export type Criterion = keyof typeof fieldsOf
export type ScoreField = (typeof fieldsOf)[Criterion]
export type Scores = RateMutationVariables['input']['scores']

const fields = Object.values(fieldsOf)
const whole = (typed: string | undefined): number | null => (typed ? Number(typed) : null)

/** What was ticked; nothing is nothing, and the server says so. */
export const scoresIn = (typed: Readonly<Record<string, string | undefined>>): Scores =>
  Object.fromEntries(fields.map((field) => [field, whole(typed[field])]))
