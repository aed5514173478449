import type pg from 'pg'
import { keyOf } from '../../../storage/units/installation.ts'
import { erasureHash, erasurePurpose } from '../../erasures/erasure-book.ts'
import type { ErasureEntry } from '../../erasures/erasure-file.ts'

/**
 * Which of these accounts are of somebody who was erased everywhere. They are not even brought: an account that is
 * there for a second can be signed in to. Whether the backup had heard of it does not count: an erased account never
 * comes back under its number.
 *
 * @param ids of accounts of the embedded provider
 */
export async function erasedAccounts(
  owner: pg.Client,
  secret: string,
  book: readonly ErasureEntry[],
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const people = new Set(book.filter(({ kind }) => kind === 'person').map(({ hash }) => hash))
  if (people.size === 0 || ids.size === 0) return new Set()
  const {
    rows: [realm],
  } = await owner.query<{ issuer: string }>('select key_issuer as issuer from identity.realm limit 1')
  if (!realm) return new Set()
  const key = keyOf(secret, erasurePurpose)
  return new Set(
    [...ids].filter((id) => people.has(erasureHash(key, { kind: 'person', person: `${realm.issuer}|${id}` }))),
  )
}
