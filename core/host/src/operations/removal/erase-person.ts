import type { Pool } from 'pg'
import { isUuid, type PersonSubject } from '@vmeste/sdk'
import { deleteAccounts } from './accounts-gone.ts'
import { eraseHeld, gather } from '../people/held-about.ts'
import { subjectOf } from '../people/subject.ts'
import type { RequestScope } from '../../city/request-scope.ts'
import type { SnapshotStore } from '../../city/snapshot-store.ts'
import type { PluginRegistry } from '../../plugins/plugin-registry.ts'
import type { Storage } from '../../storage/open-storage.ts'

/** What of a host erases people: it need not listen. */
export interface ErasingHost {
  readonly registry: PluginRegistry
  readonly store: SnapshotStore
  readonly storage: Storage
  systemScope(city: number, name: string): RequestScope
}

export interface ErasedPerson {
  /** Rows that were changed or deleted, by table. */
  readonly rows: Readonly<Record<string, number>>
  /** Whether an account of the embedded provider went. One in a Keycloak is deleted there. */
  readonly account: boolean
}

/**
 * Erases one person: whatever modules and civic services say they hold about them (`personalData`), in all cities or in
 * one, whether a module is on there or off; what the history of the core calls them; and, where it is all cities, their
 * account. Called again it finds nothing more. The erasure is not written down here, see `recordErasure`.
 *
 * @param who `<iss>|<sub>`, or whatever is known of them
 * @param city slug
 * @param account whether the account goes; else it does where it is all cities. A restore of one city erases the rows
 *   of that city alone, and
 *   whoever was erased everywhere has no account after it
 */
export async function erasePerson(
  host: ErasingHost,
  who: string | PersonSubject,
  city?: string,
  account = city === undefined,
): Promise<ErasedPerson> {
  const subject = typeof who === 'string' ? subjectOf({ accounts: [who] }) : who
  const rows: Record<string, number> = {}
  for (const { city: each } of host.store.all()) {
    if (city !== undefined && each.slug !== city) continue
    const scope = host.systemScope(each.id, 'erase')
    const all = host.registry.all
    const erased = await eraseHeld(scope, all, await gather(scope, all, subject))
    for (const [table, n] of Object.entries(erased)) rows[table] = (rows[table] ?? 0) + n
  }
  let gone = false
  if (account && host.storage.units.includes('identity'))
    for (const key of subject.keys) gone = (await eraseAccount(host.storage.pool('identity'), key)) || gone
  return { rows, account: gone }
}

/** The account with everything that hangs on it; tokens of it are believed by nobody from then on. */
async function eraseAccount(identity: Pool, person: string): Promise<boolean> {
  const {
    rows: [realm],
  } = await identity.query<{ issuer: string }>('select key_issuer as issuer from identity.realm limit 1')
  const id = realm && person.startsWith(`${realm.issuer}|`) ? person.slice(realm.issuer.length + 1) : undefined
  if (!isUuid(id)) return false
  const {
    rows: [account],
  } = await identity.query<{ id: string }>('select id from identity.account where id = $1', [id])
  await deleteAccounts(identity, { ids: [id], keys: [person] })
  return account !== undefined
}
