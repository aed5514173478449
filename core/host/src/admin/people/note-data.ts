import type pg from 'pg'
import type { PersonSubject } from '@vmeste/sdk'
import { pseudonymOf, pseudonymPurpose } from '../../operations/people/subject.ts'
import { noteLook, type LookKind } from './looks.ts'

export interface NotingParts {
  readonly pool: pg.Pool
  readonly key: (purpose: string) => Buffer
}

/** Whose data it was: somebody whom it does not name. */
export const dataOf = ({ key }: NotingParts, city: number, subject: PersonSubject): string =>
  `core:Person:${pseudonymOf(key(pseudonymPurpose), city, subject)}`

/** Notes that a person's data in a city was shown, taken along or erased. @param viewer `system:command` for a command */
export const noteData = (
  parts: NotingParts,
  city: number,
  subject: PersonSubject,
  { what, viewer, at }: { readonly what: LookKind; readonly viewer: string; readonly at: Date },
): Promise<void> => noteLook(parts.pool, city, { subject: dataOf(parts, city, subject), what, viewer, at })
