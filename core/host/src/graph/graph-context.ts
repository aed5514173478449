import type { RequestScope } from '../city/request-scope.ts'
import type { AnswerBudget } from './answer-budget.ts'

/**
 * What Apollo's door hands on. It copies a context value property by property, so the scope stands inside and stays
 * itself.
 */
export interface DoorContext {
  readonly scope: RequestScope
}

/** The executor's context value: one for each answer, and for each event of a live line. */
export interface GraphContext extends DoorContext {
  readonly budget: AnswerBudget
}
