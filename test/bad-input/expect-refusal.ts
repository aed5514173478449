import { expect } from 'vitest'
import { refusalFault, type Reader, type Refusal } from '@vmeste/testkit/run-silver'

/** The same refusal in three languages: coded, each in its own words, nothing of ours in it. */
export function expectRefusal(what: string, byReader: Readonly<Record<Reader, Refusal>>): void {
  expect(refusalFault(byReader), what).toBeUndefined()
}
