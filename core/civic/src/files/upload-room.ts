import { Bounded } from './bounded.ts'
import { fileProblems } from './file-problems.ts'

/**
 * How many bodies this process takes in at once, and how many pictures it makes: the processor is shared by all cities.
 */
export const receiving = new Bounded({ atOnce: 40, waiting: 0, refuse: fileProblems.busy })
export const making = new Bounded({ atOnce: 2, waiting: 40, refuse: fileProblems.busy })
