import type { Rule } from '../rule.ts'
import type { SilverBench } from './silver-bench.ts'
import { badInput } from './rules/bad-input.ts'
import { bothDoors } from './rules/both-doors.ts'
import { covered } from './rules/covered.ts'
import { erased } from './rules/erased.ts'
import { furnished } from './rules/furnished.ts'
import { log } from './rules/log.ts'
import { pageStates } from './rules/page-states.ts'
import { rights } from './rules/rights.ts'
import { sameDone } from './rules/same-done.ts'
import { statements } from './rules/statements.ts'
import { wallsFiles } from './rules/walls-files.ts'
import { wallsLive } from './rules/walls-live.ts'
import { wallsRead } from './rules/walls-read.ts'
import { wallsRows } from './rules/walls-rows.ts'
import { wallsWrite } from './rules/walls-write.ts'
import { words } from './rules/words.ts'

/**
 * The rules of Silver, in the order in which they are tried: all share two furnished cities, so what reads comes before
 * what writes, and what writes anything at all comes last.
 */
export const silverRules: readonly Rule<SilverBench>[] = [
  furnished,
  pageStates,
  wallsRows,
  wallsRead,
  wallsFiles,
  sameDone,
  wallsLive,
  statements,
  wallsWrite,
  rights,
  bothDoors,
  badInput,
  words,
  covered,
  erased,
  log,
]
