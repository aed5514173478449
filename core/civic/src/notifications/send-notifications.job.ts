import type { Ctx } from '@vmeste/sdk'
import { letterText, linkOf, smsText } from './letter-text.ts'
import type { Channel, NotificationRow } from './notification.entity.ts'
import { giveUp } from './give-up.ts'
import { leavesForNobody } from './invented-recipient.ts'
import type { SmsDoor, SmsGateway } from '../messages/sms-gateway.ts'
import type { MailGateway } from './gateways.ts'
import { allowLetters, isHeldBack, noMessages, type Parcel } from './recipients/allow-letters.ts'
import { boxOf } from './recipients/address-of.ts'
import { digestOf } from './recipients/digest-text.ts'
import { staleMs } from './recipients/recipient-limits.ts'
import { stopAddress } from './recipients/stop-address.ts'
import type { RecipientTables } from './recipients/recipient.entity.ts'

export interface Gateways {
  readonly mail?: MailGateway | undefined
  readonly sms: SmsDoor
}
type SendCtx = Ctx<RecipientTables>
/** The ways out of one city. */
interface Doors {
  readonly mail: MailGateway | undefined
  readonly sms: SmsGateway | undefined
}

const minute = 60_000
const batch = 50
/** After so many tries a recipient is given up; the tries span about a day. */
const maxAttempts = 8

/** Lets waiting letters and messages out. In a demonstration nothing leaves: people there are invented. */
export async function sendNotifications(ctx: SendCtx, gateways: Gateways): Promise<void> {
  if (ctx.city.demonstration) return
  const sms = gateways.sms(ctx)
  const knocks: Knocks = new Map()
  const channels: Channel[] = gateways.mail ? ['EMAIL', 'SMS'] : ['SMS']
  for (let round = 0; round < 10; round++) {
    const open = channels.filter((channel) => !isShut(knocks, channel))
    if (open.length === 0) return
    const { due, parcels } = await claim(ctx, open, sms !== undefined)
    for (const parcel of parcels) {
      const channel = parcel.rows[0]?.channel ?? 'EMAIL'
      const shut = isShut(knocks, channel)
      const code = shut
        ? await notSent(ctx, parcel, knocks.get(channel)!.code)
        : await sendOne(ctx, { mail: gateways.mail, sms }, parcel)
      if (shut) continue
      if (code !== undefined && noDoor.test(code))
        knocks.set(channel, { code, times: (knocks.get(channel)?.times ?? 0) + 1 })
      else knocks.delete(channel)
    }
    if (due < batch) return
  }
}

/** How often in a row a server or a gateway was not there at all, and what it came to. */
type Knocks = Map<Channel, { readonly code: string; readonly times: number }>
const knocksAtMost = 3
const noDoor = /OUTSIDE_(TIMEOUT|UNREACHABLE|NAME|CERTIFICATE)|ETIMEDOUT|ECONN|ESOCKET|EDNS/

/** Whoever waits for an answer that does not come, letter by letter, keeps all others waiting: the next run tries again. */
const isShut = (knocks: Knocks, channel: Channel): boolean => (knocks.get(channel)?.times ?? 0) >= knocksAtMost

/** Takes rows for this host and puts their next try off, so that a crash while sending only delays them. */
function claim(ctx: SendCtx, channels: Channel[], messages: boolean): Promise<{ due: number; parcels: Parcel[] }> {
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const due = await tx.kysely
      .selectFrom('notification')
      .selectAll()
      .where('next_at', '<=', now)
      .where('channel', 'in', channels)
      .orderBy('next_at')
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .skipLocked()
      .execute()
    // a question does not grow old
    const stale = due.filter(
      (row) => !row.asks && now.getTime() - (row.released_at ?? row.created_at).getTime() > staleMs,
    )
    await giveUp(ctx, tx, stale, 'STALE')
    const parcels: Parcel[] = []
    for (const group of byAddress(due.filter((row) => !stale.includes(row)))) {
      if (group[0].channel === 'SMS' && !messages) await noMessages(ctx, tx, group)
      else parcels.push(...(await allowLetters(ctx, tx, group)))
    }
    parcels.sort((a, b) => ((a.rows[0]?.id ?? '') < (b.rows[0]?.id ?? '') ? -1 : 1)) // the oldest first, as they came
    for (const row of parcels.flatMap(({ rows }) => rows)) {
      await tx.kysely
        .updateTable('notification')
        .where('id', '=', row.id)
        .set({ attempts: row.attempts + 1, next_at: new Date(now.getTime() + backOffMs(row.attempts)) })
        .execute()
    }
    return { due: due.length, parcels }
  })
}

/** In one order on every host, so that two that lock the same recipients never wait for each other. */
function byAddress(rows: readonly NotificationRow[]): [NotificationRow, ...NotificationRow[]][] {
  const groups = new Map<string, [NotificationRow, ...NotificationRow[]]>()
  for (const row of rows) {
    const key = `${row.channel} ${boxOf(row).recipient} ${row.recipient}`
    const known = groups.get(key)
    if (known) known.push(row)
    else groups.set(key, [row])
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

/** 5, 10, 20, … minutes. */
export const backOffMs = (attempts: number): number => 5 * minute * 2 ** attempts

/** @returns the code of what went wrong */
async function sendOne(ctx: SendCtx, { mail, sms }: Doors, parcel: Parcel): Promise<string | undefined> {
  const { rows, stop } = parcel
  const [first] = rows
  if (!first) return undefined
  const row = rows.length > 1 ? digestOf(rows, ctx.origin, ctx.city) : first
  const ids = rows.map(({ id }) => id)
  const done = (set: Partial<NotificationRow>) =>
    ctx.db.transaction((tx) => tx.kysely.updateTable('notification').set(set).where('id', 'in', ids).execute())
  // somebody of the demonstration writes to a real city too: nothing was sent, and nothing is wrong
  if (row.channel === 'EMAIL' && leavesForNobody(row.recipient)) {
    await done({ next_at: null, error: null })
    return undefined
  }
  const gateway = row.channel === 'EMAIL' ? mail : sms
  // of the question it is the link to the question itself
  const way = linkOf(ctx.origin, ctx.city, stop ?? (row.asks ? row.href : null))
  try {
    const left = { sent_at: ctx.clock.now(), via: gateway?.via ?? null, next_at: null, error: null }
    if (row.channel === 'SMS') {
      const taken = await sms?.send({ id: row.id, to: row.recipient, text: smsText(row, ctx.origin, ctx.city) })
      if (taken) await done({ ...left, gateway_id: taken.gatewayId ?? null })
    } else if (mail) {
      await mail.send({
        id: row.id,
        city: ctx.city.slug,
        to: row.recipient,
        subject: row.subject,
        text: letterText(row, ctx.origin, ctx.city, stop),
        ...(way && { unsubscribe: way }),
      })
      await done(left)
    }
    return undefined
  } catch (error) {
    const status = row.channel === 'EMAIL' ? noSuchAddress(error) : undefined
    return status ? turnedAway(ctx, parcel, status) : notSent(ctx, parcel, codeOf(error))
  }
}

/** A mail server that knows there is no such mailbox says it at the door: no try more, as with a letter that came back. */
async function turnedAway(ctx: SendCtx, { rows }: Parcel, status: string): Promise<string> {
  const code = `BOUNCED ${status}`
  await ctx.db.transaction(async (tx) => {
    if (rows[0]) await stopAddress(ctx, tx, rows[0].recipient)
    await giveUp(ctx, tx, rows, code)
  })
  return code
}

/** The status of RFC 3463 for an address that is none; a refusal of any other kind may pass. */
function noSuchAddress(error: unknown): string | undefined {
  const { response } = error as { response?: unknown }
  return typeof response === 'string' ? /^55\d[ -](5\.1\.\d{1,2})\b/.exec(response)?.[1] : undefined
}

async function notSent(ctx: SendCtx, { rows }: Parcel, code: string): Promise<string> {
  const [first] = rows
  if (!first) return code
  // what was summed up stays one letter
  const error = [isHeldBack(first) ? 'HELD_BACK' : '', code].filter(Boolean).join(' ')
  const last = first.attempts + 1 >= maxAttempts
  const ids = rows.map(({ id }) => id)
  await ctx.db.transaction(async (tx) => {
    if (last) await giveUp(ctx, tx, rows, error)
    else await tx.kysely.updateTable('notification').set({ error }).where('id', 'in', ids).execute()
  })
  return code
}

/** Only the code: the words of mail servers repeat the address. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return (
    [code, responseCode]
      .filter((part) => typeof part === 'string' || typeof part === 'number')
      .join(' ')
      .slice(0, 60) || 'FAILED'
  )
}
