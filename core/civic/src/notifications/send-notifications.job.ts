import type { Ctx } from '@vmeste/sdk'
import { letterText, smsText } from './letter-text.ts'
import type { Channel, NotificationRow, NotificationTables } from './notification.entity.ts'
import type { MailGateway, SmsGateway } from './gateways.ts'

export interface Gateways { readonly mail?: MailGateway | undefined; readonly sms: SmsGateway }

const minute = 60_000
const batch = 50
/** After so many tries a recipient is given up; the tries span about a day. */
const maxAttempts = 8
/** News this old would only confuse: a mail server set up late must not pour out last month. */
const staleMs = 3 * 24 * 60 * minute

/** Lets waiting letters and messages out. In a demonstration nothing leaves: people there are invented. */
export async function sendNotifications(ctx: Ctx<NotificationTables>, gateways: Gateways): Promise<void> {
  if (ctx.city.demonstration) return
  const channels: Channel[] = gateways.mail ? ['EMAIL', 'SMS'] : ['SMS']
  for (let round = 0; round < 10; round++) {
    const rows = await claim(ctx, channels)
    for (const row of rows) await sendOne(ctx, gateways, row)
    if (rows.length < batch) return
  }
}

/** Takes rows for this host and puts their next try off, so that a crash while sending only delays them. */
function claim(ctx: Ctx<NotificationTables>, channels: Channel[]): Promise<NotificationRow[]> {
  const now = ctx.clock.now()
  return ctx.db.transaction(async (tx) => {
    const waiting = await tx.kysely.selectFrom('notification').selectAll()
      .where('next_at', '<=', now).where('channel', 'in', channels).orderBy('next_at').limit(batch).forUpdate().skipLocked().execute()
    for (const row of waiting) {
      await tx.kysely.updateTable('notification').where('id', '=', row.id)
        .set({ attempts: row.attempts + 1, next_at: new Date(now.getTime() + backOffMs(row.attempts)) }).execute()
    }
    return waiting
  })
}

/** 5, 10, 20, … minutes. */
export const backOffMs = (attempts: number): number => 5 * minute * 2 ** attempts

async function sendOne(ctx: Ctx<NotificationTables>, { mail, sms }: Gateways, row: NotificationRow): Promise<void> {
  const now = ctx.clock.now()
  const done = (set: Partial<NotificationRow>) => ctx.db.transaction((tx) => tx.kysely.updateTable('notification').set(set).where('id', '=', row.id).execute())
  if (now.getTime() - row.created_at.getTime() > staleMs) {
    await done({ next_at: null, error: 'STALE' })
    return
  }
  const gateway = row.channel === 'EMAIL' ? mail : sms
  try {
    if (row.channel === 'EMAIL') await mail?.send({ id: row.id, to: row.recipient, subject: row.subject, text: letterText(row, ctx.origin, ctx.city) })
    else await sms.send({ to: row.recipient, text: smsText(row, ctx.origin, ctx.city) })
    await done({ sent_at: now, via: gateway?.via ?? null, next_at: null, error: null })
  } catch (error) {
    await done({ error: codeOf(error), ...row.attempts + 1 >= maxAttempts ? { next_at: null } : {} })
  }
}

/** Only the code: the words of mail servers repeat the address. */
function codeOf(error: unknown): string {
  const { code, responseCode } = error as { code?: unknown; responseCode?: unknown }
  return [code, responseCode].filter((part) => typeof part === 'string' || typeof part === 'number').join(' ').slice(0, 60) || 'FAILED'
}
