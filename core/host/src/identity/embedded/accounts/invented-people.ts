import { tokenInvalid } from '../../shared/port/identity-problems.ts'
import type { VerifiedToken } from '../../shared/port/identity-port.ts'
import { subjectOf } from '../../shared/port/person-key.ts'
import type { EndedSessions } from '../../shared/sessions/ended-sessions.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/**
 * The invented people of the demonstration, by their ids: where it is closed none of their tokens is believed, whoever
 * made it and however long it still runs. Held in memory, because every request asks; hosts read them again when
 * another has told them.
 */
export class InventedPeople {
  readonly #db: IdentityDb
  readonly #keyIssuer: string
  /** Whether there is a demonstration on this host. */
  readonly #open: boolean
  #ids = new Set<string>()

  constructor(db: IdentityDb, keyIssuer: string, open: boolean) {
    this.#db = db
    this.#keyIssuer = keyIssuer
    this.#open = open
  }

  async read(): Promise<void> {
    const rows = await this.#db.selectFrom('account').select('id').where('demonstration', '=', true).execute()
    this.#ids = new Set(rows.map(({ id }) => id))
  }

  /** @throws Problem `TOKEN_INVALID` */
  async check(token: VerifiedToken): Promise<VerifiedToken> {
    const id = subjectOf(token.key, this.#keyIssuer) ?? ''
    // only what `issueToken` makes hangs on no session, and that is for invented people who are still there
    if (token.sid === undefined && !(await this.#isThere(id))) throw tokenInvalid('nobody of the demonstration')
    if (!this.#open && this.#ids.has(id)) throw tokenInvalid('the demonstration is closed')
    return token
  }

  /** Ends what they have open, so that it does not go on when the demonstration is opened again. */
  async endSessions(ended: EndedSessions): Promise<void> {
    if (this.#ids.size === 0) return
    const gone = await this.#db
      .deleteFrom('artefact')
      .where('account_id', 'in', [...this.#ids])
      .returning(['type', 'uid'])
      .execute()
    await ended.end(gone.flatMap(({ type, uid }) => (type === 'Session' && uid ? [uid] : [])))
  }

  async #isThere(id: string): Promise<boolean> {
    if (this.#ids.has(id)) return true
    const found = await this.#db
      .selectFrom('account')
      .select('id')
      .where('id', '=', id)
      .where('demonstration', '=', true)
      .executeTakeFirst()
    if (found) this.#ids.add(id)
    return found !== undefined
  }
}
