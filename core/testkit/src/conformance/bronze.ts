import type { Rule } from './rule.ts'
import { answers } from './rules/answers.ts'
import { composes } from './rules/composes.ts'
import { contractCurrent } from './rules/contract-current.ts'
import { eventsFit } from './rules/events-fit.ts'
import { guarded } from './rules/guarded.ts'
import { idempotent } from './rules/idempotent.ts'
import { imports } from './rules/imports.ts'
import { leavesOthers } from './rules/leaves-others.ts'
import { manifest } from './rules/manifest.ts'
import { migrations } from './rules/migrations.ts'
import { needsNobody } from './rules/needs-nobody.ts'
import { ownSchema } from './rules/own-schema.ts'
import { ports } from './rules/ports.ts'
import { rowSecurity } from './rules/row-security.ts'
import { switching } from './rules/switching.ts'
import { tablesAgree } from './rules/tables-agree.ts'
import { terms } from './rules/terms.ts'
import { texts } from './rules/texts.ts'
import { webTexts } from './rules/web-texts.ts'

/** The rules of Bronze, in the order in which they are worth mending: what is read first, what must run later. */
export const bronze: readonly Rule[] = [
  manifest,
  guarded,
  texts,
  webTexts,
  terms,
  imports,
  ports,
  composes,
  needsNobody,
  leavesOthers,
  eventsFit,
  contractCurrent,
  migrations,
  ownSchema,
  rowSecurity,
  tablesAgree,
  answers,
  switching,
  idempotent,
]
