import { sql } from 'kysely'
import { VmesteError } from '@vmeste/sdk'
import type { KeyRotation, RotatedKeys } from '../../shared/port/identity-port.ts'
import { lifetimes } from '../options/embedded-options.ts'
import { newsChannel } from '../../shared/sessions/identity-news.ts'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'
import { lockKeys, makeKey } from './signing-keys.ts'

/** Time for every host, and for whoever reads our keys over HTTP, to learn a key before something is signed with it. */
const leadSeconds = 60
/** The longest that anything signed is shown to us again: an ID token at a sign-out, as old as its session. */
const longestSeconds = lifetimes.session + 600

/**
 * Publish the new, sign with the new, withdraw the old: times in rows, which every host follows by its own look at
 * them.
 */
export async function rotateSigningKeys(
  db: IdentityDb,
  sealing: Buffer,
  { atOnce = false }: KeyRotation = {},
): Promise<RotatedKeys> {
  const made = await makeKey(sealing)
  return db.transaction().execute(async (tx) => {
    await lockKeys(tx)
    const [waiting] = await tx
      .selectFrom('signing_key')
      .select('signs_from')
      .where('signs_from', '>', sql<Date>`now()`)
      .execute()
    if (waiting && !atOnce) {
      throw new VmesteError(
        'VMESTE_KEYS_ROTATING',
        `A new key is published and signs from ${waiting.signs_from.toISOString()}. Wait until then, or give --at-once when the old one got out.`,
      )
    }
    const { signs, until } = (
      await sql<{ signs: Date; until: Date }>`
      select now() + ${atOnce ? 0 : leadSeconds} * interval '1 second' as signs,
        now() + ${atOnce ? 0 : leadSeconds + longestSeconds} * interval '1 second' as until`.execute(tx)
    ).rows[0]!
    await tx
      .updateTable('signing_key')
      .set({ retired_at: until })
      .where((when) => when.or([when('retired_at', 'is', null), when('retired_at', '>', until)]))
      .execute()
    await tx
      .insertInto('signing_key')
      .values({ ...made, signs_from: signs })
      .execute()
    await sql`select pg_notify(${newsChannel}, 'keys')`.execute(tx)
    return { kid: made.kid, signsFrom: signs, oldUntil: until }
  })
}
