import { createHmac, randomBytes } from 'node:crypto'
import { isUuid, z } from '@vmeste/sdk'
import { sql } from 'kysely'
import type { IdentityDb } from '../../shared/tables/identity-tables.ts'

/** What a link in a letter is for. A link made for one thing opens no other. */
export const linkPurposes = ['register', 'reset', 'invite', 'welcome'] as const
export type LinkPurpose = (typeof linkPurposes)[number]

const minuteMs = 60_000
/** `welcome` is no letter: the few moments between a password chosen and the first sign-in with it. */
const lifetimes: Readonly<Record<LinkPurpose, number>> = {
  register: 60 * minuteMs,
  reset: 60 * minuteMs,
  invite: 72 * 60 * minuteMs,
  welcome: 2 * minuteMs,
}
const type = 'MailLink'
const payloadSchema = z.object({ email: z.string(), city: z.string().optional(), byHand: z.boolean().optional() })

/** Whom a letter went to, and for which account when there is one. */
export interface LinkHolder {
  readonly email: string
  readonly account?: string
  /** Of an invitation: the city. */
  readonly city?: string
  /** Somebody handed the link over: whoever has it need not be who reads that mail. */
  readonly byHand?: boolean
}

/**
 * Links that letters carry: an hour long (invitations three days), good once. Kept beside sessions and codes, by a
 * keyed hash, so a copy of the database has none.
 */
export interface MailLinks {
  /** @returns the key for the address; older ones of this account for the same thing stop working */
  make(purpose: LinkPurpose, holder: LinkHolder): Promise<string>
  /** Whom the link belongs to while it is good; mail scanners open links, so looking does not use it up. */
  look(purpose: LinkPurpose, key: string): Promise<LinkHolder | undefined>
  /** As `look`, and the link is gone: of two who press at once one gets it. */
  take(purpose: LinkPurpose, key: string): Promise<LinkHolder | undefined>
}

export function mailLinks(db: IdentityDb, secret: Buffer): MailLinks {
  const idOf = (purpose: LinkPurpose, key: string) =>
    createHmac('sha256', secret).update(`${purpose}\n${key}`).digest('base64url')
  const holderOf = (row: { payload: unknown; account_id: string | null } | undefined): LinkHolder | undefined =>
    row && {
      ...(payloadSchema.parse(row.payload) as LinkHolder),
      ...(isUuid(row.account_id) ? { account: row.account_id } : {}),
    }
  return {
    async make(purpose, { account, ...payload }) {
      const key = randomBytes(32).toString('base64url')
      if (account)
        await db
          .deleteFrom('artefact')
          .where('type', '=', type)
          .where('account_id', '=', account)
          .where('uid', '=', purpose)
          .execute()
      await db
        .insertInto('artefact')
        .values({
          type,
          id: idOf(purpose, key),
          payload: JSON.stringify(payload),
          uid: purpose,
          grant_id: null,
          account_id: account ?? null,
          expires_at: new Date(Date.now() + lifetimes[purpose]),
          consumed_at: null,
        })
        .execute()
      return key
    },
    look: async (purpose, key) =>
      holderOf(
        await db
          .selectFrom('artefact')
          .select(['payload', 'account_id'])
          .where('type', '=', type)
          .where('id', '=', idOf(purpose, key))
          .where('expires_at', '>', sql<Date>`now()`)
          .executeTakeFirst(),
      ),
    take: async (purpose, key) =>
      holderOf(
        await db
          .deleteFrom('artefact')
          .where('type', '=', type)
          .where('id', '=', idOf(purpose, key))
          .where('expires_at', '>', sql<Date>`now()`)
          .returning(['payload', 'account_id'])
          .executeTakeFirst(),
      ),
  }
}
