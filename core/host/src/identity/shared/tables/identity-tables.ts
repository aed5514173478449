import type { Assurance } from '@vmeste/sdk'
import { Kysely, PostgresDialect, type ColumnType, type Generated } from 'kysely'
import type { Pool } from 'pg'

type Json<T> = ColumnType<T, string, string>

export interface AccountTable {
  id: string
  username: string
  email: string | null
  email_verified: Generated<boolean>
  given_name: string
  family_name: string
  password_hash: string | null
  realm_roles: Json<string[]>
  assurance: Assurance
  enabled: Generated<boolean>
  demonstration: boolean
  created_at: Generated<Date>
  password_changed_at: Date | null
  phone: string | null
  phone_confirmed_at: Date | null
}
export interface CityRoleTable {
  account_id: string
  city: string
  role: string
  granted_at: Generated<Date>
}
export interface ArtefactTable {
  type: string
  id: string
  payload: Json<Record<string, unknown>>
  grant_id: string | null
  uid: string | null
  account_id: string | null
  expires_at: Date | null
  consumed_at: Date | null
}
export interface RefreshChainTable {
  id: string
  generation: number
  token: string
  uses: Generated<number>
  expires_at: Date
}
export interface EndedSessionTable {
  sid: string
  ended_at: Generated<Date>
}
export interface SigningKeyTable {
  kid: string
  sealed: string
  created_at: Generated<Date>
  signs_from: Generated<Date>
  retired_at: Date | null
}
export interface SecondFactorTable {
  account_id: string
  sealed: string
  last_step: number
  created_at: Generated<Date>
}
export interface RecoveryCodeTable {
  account_id: string
  hash: string
}
export interface PhoneCodeTable {
  person: string
  hash: string
  tries: Generated<number>
  expires_at: Date
}
export interface CityRuleTable {
  city: string
  second_factor: boolean
  changed_at: Generated<Date>
}
export interface AttemptTable {
  key: string
  points: number
  expire: number | null
}
export interface KnownPlaceTable {
  account_id: string
  place: string
  seen_at: Generated<Date>
}
export interface RealmTable {
  name: string
  key_issuer: string
  created_at: Generated<Date>
}

export interface IdentityTables {
  account: AccountTable
  city_role: CityRoleTable
  artefact: ArtefactTable
  refresh_chain: RefreshChainTable
  ended_session: EndedSessionTable
  signing_key: SigningKeyTable
  second_factor: SecondFactorTable
  recovery_code: RecoveryCodeTable
  phone_code: PhoneCodeTable
  city_rule: CityRuleTable
  attempt: AttemptTable
  known_place: KnownPlaceTable
  realm: RealmTable
}
export type IdentityDb = Kysely<IdentityTables>

/** Queries over the pool of the role `identity`; the pool stays the host's. */
export const identityDb = (pool: Pool): IdentityDb =>
  new Kysely<IdentityTables>({ dialect: new PostgresDialect({ pool }) }).withSchema('identity')
