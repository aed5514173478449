import type { TextPart } from '../types.ts'
import type { Covered, Stretch } from './words.ts'

/** Which text of a report: NOTE is what was said at a step. */
export interface Place {
  readonly part: TextPart
  readonly step?: string | null
}

interface Cover extends Stretch, Place {
  readonly id: string
  readonly byAuthor: boolean
}
export interface Covers {
  readonly covers: readonly Cover[]
  readonly ruleCovers: readonly (Stretch & Place)[]
}

/** Whether something lies on a text. The graph names the answer and the plan, whose notes are steps too. */
const liesOn = (one: Place, { part, step }: Place): boolean =>
  part === 'NOTE' ? one.step === step && step != null : one.part === part

/** All that others do not read of one text: first what people covered, then what the rule did. */
export function coveredOn({ covers, ruleCovers }: Covers, place: Place): readonly Covered[] {
  return [
    ...covers
      .filter((one) => liesOn(one, place))
      .map(({ id, from, to, byAuthor }): Covered => ({ id, from, to, by: byAuthor ? 'author' : 'staff' })),
    ...ruleCovers.filter((one) => liesOn(one, place)).map(({ from, to }): Covered => ({ from, to, by: 'rule' })),
  ]
}
