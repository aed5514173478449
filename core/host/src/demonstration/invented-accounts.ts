import type { Asks } from '../purge/city-tables.ts'
import { newsChannel } from '../identity/sessions/identity-news.ts'

/** Rows of the identity provider that hang on people, by what finds them; `$1` is their ids, `$2` their keys in every table. */
const hanging: readonly (readonly [table: string, where: string])[] = [
  ['identity.refresh_chain', `id in (select id from identity.artefact where account_id = any($1::text[])) or token in (select id from identity.artefact where account_id = any($1::text[]))`],
  // a sign-in under way names inside who has just got in
  ['identity.artefact', `account_id = any($1::text[]) or (type = 'Interaction' and exists (select from unnest($1::text[]) as gone(id) where strpos(payload::text, gone.id) > 0))`],
  ['identity.phone_code', `person = any($2::text[])`],
  ['identity.account', `id::text = any($1::text[])`],
]

export interface InventedAccounts { readonly ids: readonly string[]; /** `<iss>|<sub>` */ readonly keys: readonly string[] }

export async function inventedAccounts(identity: Asks): Promise<InventedAccounts> {
  const { rows } = await identity.query<{ id: string; issuer: string | null }>('select id, (select key_issuer from identity.realm limit 1) as issuer from identity.account where demonstration order by 1')
  return { ids: rows.map(({ id }) => id), keys: rows.flatMap(({ id, issuer }) => (issuer === null ? [] : [`${issuer}|${id}`])) }
}

/** What they have there, by table; roles and second steps hang on the account and go with it. */
export async function countAccounts(identity: Asks, { ids, keys }: InventedAccounts): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const [table, where] of hanging) {
    const { rows } = await identity.query<{ n: number }>(`select count(*)::int as n from ${table} where (${where}) and ($1::text[], $2::text[]) is not null`, [ids, keys])
    if (rows[0]?.n) counts[table] = rows[0].n
  }
  return counts
}

/** Takes accounts away, of invented people or of a real person. Hosts end what hangs on their sessions, and believe no token of theirs from then on. */
export async function deleteAccounts(identity: Asks, { ids, keys }: InventedAccounts, whose: 'invented' | 'real'): Promise<number> {
  if (ids.length === 0) return 0
  await identity.query(
    `with ended as (insert into identity.ended_session (sid) select distinct uid from identity.artefact where type = 'Session' and uid is not null and account_id = any($1::text[]) on conflict do nothing returning sid)
     select pg_notify('${newsChannel}', 'ended ' || sid) from ended`, [ids])
  let deleted = 0
  for (const [table, where] of hanging) {
    deleted += (await identity.query(`delete from ${table} where (${where}) and ($1::text[], $2::text[]) is not null`, [ids, keys])).rowCount ?? 0
  }
  if (whose === 'invented') await identity.query(`select pg_notify('${newsChannel}', 'invented')`)
  return deleted
}
