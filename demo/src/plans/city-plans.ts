import type { CityPlan } from './city-plan.ts'
import { uzda } from './uzda.ts'
import { zhodino } from './zhodino.ts'

/** The two cities of the demonstration. */
export const cityPlans: readonly CityPlan[] = [uzda, zhodino]
