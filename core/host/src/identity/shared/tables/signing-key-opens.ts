import type pg from 'pg'
import { unseal } from '../../../storage/seal.ts'

/** Purpose of the key under which the signing keys lie. */
export const sealingPurpose = 'identity.signing-keys'
export const contextOf = (kid: string): string => `identity.signing_key:${kid}`

/** Whether the signing keys in this database were sealed under these keys; undefined where there are none. */
export async function signingKeyOpens(
  owner: pg.Client,
  key: (purpose: string) => Buffer,
): Promise<boolean | undefined> {
  const {
    rows: [there],
  } = await owner.query<{ yes: boolean }>(`select to_regclass('identity.signing_key') is not null as yes`)
  if (!there?.yes) return undefined
  const { rows } = await owner.query<{ kid: string; sealed: string }>(
    'select kid, sealed from identity.signing_key limit 8',
  )
  if (rows.length === 0) return undefined
  return rows.some(({ kid, sealed }) => {
    try {
      return unseal(key(sealingPurpose), contextOf(kid), sealed) !== ''
    } catch {
      return false
    }
  })
}
