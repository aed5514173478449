import { createHash } from 'node:crypto'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import { sql } from 'kysely'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/** A row found by a hash of what the bearer holds: a copy of the database gives nobody a session or a token. */
const stored = (type: string, id: string): string => (type === 'Grant' ? id : bearerHash(id))
export const bearerHash = (id: string): string => createHash('sha256').update(id).digest('base64url')

interface Row {
  payload: Record<string, unknown>
  consumed_at: Date | null
}

/** oidc-provider's storage on PostgreSQL, one table for every kind. */
export class PostgresAdapter implements Adapter {
  readonly #db: IdentityDb
  readonly #type: string

  constructor(db: IdentityDb, type: string) {
    this.#db = db
    this.#type = type
  }

  async upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
    const row = {
      payload: JSON.stringify(this.#forget(payload)),
      grant_id: this.#type === 'Grant' ? id : (payload.grantId ?? null),
      uid: payload.uid ?? null,
      account_id: payload.accountId ?? null,
      expires_at: expiresIn ? new Date(Date.now() + expiresIn * 1000) : null,
    }
    await this.#db
      .insertInto('artefact')
      .values({ type: this.#type, id: stored(this.#type, id), ...row })
      .onConflict((conflict) => conflict.columns(['type', 'id']).doUpdateSet(row))
      .execute()
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    // clients are fixed in the configuration; a stranger's client id must not become a query
    if (this.#type === 'Client') return undefined
    const row = await this.#select().where('id', '=', stored(this.#type, id)).executeTakeFirst()
    return row && this.#revive(row, id)
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    const row = await this.#select().where('uid', '=', uid).executeTakeFirst()
    return row && this.#revive(row)
  }

  /** The device flow is off. */
  async findByUserCode(): Promise<undefined> {
    return undefined
  }

  async consume(id: string): Promise<void> {
    await this.#db
      .updateTable('artefact')
      .set({ consumed_at: sql<Date>`coalesce(consumed_at, now())` })
      .where('type', '=', this.#type)
      .where('id', '=', stored(this.#type, id))
      .execute()
  }

  async destroy(id: string): Promise<void> {
    await this.#db
      .deleteFrom('artefact')
      .where('type', '=', this.#type)
      .where('id', '=', stored(this.#type, id))
      .execute()
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.#db.deleteFrom('artefact').where('grant_id', '=', grantId).execute()
  }

  #select() {
    return this.#db
      .selectFrom('artefact')
      .select(['payload', 'consumed_at'])
      .where('type', '=', this.#type)
      .where((when) => when.or([when('expires_at', 'is', null), when('expires_at', '>', sql<Date>`now()`)]))
  }

  /** The payload without the id of its bearer, and an interaction without that of the session behind it. */
  #forget(payload: AdapterPayload): Record<string, unknown> {
    const { jti, ...rest } = payload
    if (this.#type === 'Grant') return { jti, ...rest }
    const session = rest.session
    return session ? { ...rest, session: { ...session, cookie: undefined } } : rest
  }

  #revive({ payload, consumed_at }: Row, id?: string): AdapterPayload {
    return {
      ...payload,
      ...(id ? { jti: id } : {}),
      ...(consumed_at ? { consumed: Math.floor(consumed_at.getTime() / 1000) } : {}),
    }
  }
}
