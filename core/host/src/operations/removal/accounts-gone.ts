import { newsChannel } from '../../identity/shared/sessions/identity-news.ts'
import type { Asks } from '../purge/city-tables.ts'

/** Accounts of the embedded provider: their ids, and their keys in every table. */
export interface GoneAccounts {
  readonly ids: readonly string[]
  /** `<iss>|<sub>` */ readonly keys: readonly string[]
}

const theirs = 'select id from identity.artefact where account_id = any($1::text[])'

/**
 * Rows of the identity provider that hang on people, by what finds them; `$1` is their ids, `$2` their keys in every
 * table.
 */
const hanging: readonly (readonly [table: string, where: string])[] = [
  ['identity.refresh_chain', `id in (${theirs}) or token in (${theirs})`],
  // a sign-in under way names inside who has just got in
  [
    'identity.artefact',
    `account_id = any($1::text[])
    or (type = 'Interaction' and exists (select from unnest($1::text[]) as gone(id) where strpos(payload::text, gone.id) > 0))`,
  ],
  ['identity.phone_code', `person = any($2::text[])`],
  ['identity.account', `id::text = any($1::text[])`],
]

/** @param where condition on `identity.account a`, with `$1` @param value of `$1` */
export async function accountsWhere(identity: Asks, where: string, value?: string): Promise<GoneAccounts> {
  const { rows } = await identity.query<{ id: string; issuer: string | null }>(
    `select a.id, (select key_issuer from identity.realm limit 1) as issuer from identity.account a
     where ($1::text is null or $1 is not null) and (${where}) order by 1`,
    [value ?? null],
  )
  return {
    ids: rows.map(({ id }) => id),
    keys: rows.flatMap(({ id, issuer }) => (issuer === null ? [] : [`${issuer}|${id}`])),
  }
}

const both = '($1::text[], $2::text[]) is not null'

/** What they have there, by table; roles and second steps hang on the account and go with it. */
export async function countAccounts(identity: Asks, { ids, keys }: GoneAccounts): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [table, where] of hanging) {
    const { rows } = await identity.query<{ n: number }>(
      `select count(*)::int as n from ${table} where (${where}) and ${both}`,
      [ids, keys],
    )
    if (rows[0]?.n) counts[table] = rows[0].n
  }
  return counts
}

/** Ends the sessions of accounts: hosts end what hangs on them, and believe no token of theirs from then on. */
async function endSessions(identity: Asks, ids: readonly string[]): Promise<void> {
  await identity.query(
    `with ended as (
       insert into identity.ended_session (sid)
       select distinct uid from identity.artefact where type = 'Session' and uid is not null and account_id = any($1::text[])
       on conflict do nothing returning sid)
     select pg_notify('${newsChannel}', 'ended ' || sid) from ended`,
    [ids],
  )
}

/** Takes the accounts away, and all that hangs on them. */
export async function deleteAccounts(identity: Asks, { ids, keys }: GoneAccounts): Promise<number> {
  if (ids.length === 0) return 0
  await endSessions(identity, ids)
  let deleted = 0
  for (const [table, where] of hanging) {
    deleted += (await identity.query(`delete from ${table} where (${where}) and ${both}`, [ids, keys])).rowCount ?? 0
  }
  await identity.query(`select pg_notify('${newsChannel}', 'invented')`)
  return deleted
}

/** Signs people out everywhere; their accounts stay. What their tokens say of them is true no more. */
export async function signOut(identity: Asks, { ids }: GoneAccounts): Promise<void> {
  if (ids.length === 0) return
  await endSessions(identity, ids)
  await identity.query('delete from identity.artefact where account_id = any($1::text[])', [ids])
}
