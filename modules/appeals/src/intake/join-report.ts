import { digest, parseInput, schemaBy, uuidv7, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { recordConsent } from '../consent/record-consent.ts'
import { ownContact } from '../notify/own-contact.ts'
import { problems } from '../problems.ts'
import { standsPublic } from '../publish/text-state.ts'
import { isOpen } from '../life/report-status.ts'
import { reportColumns, type ReportRow } from '../report/report-row.ts'
import { Secrets } from '../secrets.ts'
import { publicViews } from '../tracking/public-view.ts'
import { changeInside } from '../work/change-report.ts'
import { requireReach } from '../consent/ask-contact.ts'
import { contactInput, type Contact } from '../notify/contact.ts'
import { limitRate, windowStart } from './limit-rate.ts'
import { trackingOf } from './submitted-view.ts'

const joining = schemaBy((country: string) =>
  z.object({ report: z.uuid(), submissionKey: z.uuid(), contact: contactInput(country).nullish() }),
)

/**
 * «Тоже вижу»: one more supporter with a tracking link of their own, told of every public step. Once per person or
 * device; the author and whoever has joined before get the same answer again.
 *
 * @throws Problem `REPORT_UNKNOWN`, `JOIN_CLOSED`, `TOO_MANY_REPORTS`
 */
export async function joinReport(ctx: AppealsCtx, raw: unknown) {
  const input = parseInput(joining(ctx.city.country), raw, ctx.lang)
  await requireReach(ctx, input.contact, 'input.contact')
  const submission = digest(`join:${input.submissionKey.toLowerCase()}`)
  // a mere address is shared by strangers, who must not be handed each other's links
  const known = ctx.actor.kind === 'person' || (ctx.actor.kind === 'guest' && Boolean(ctx.actor.device))
  const actor = known ? ctx.use(Secrets).actor(ctx.actor) : submission
  const [row, joined, recent] = await Promise.all([
    ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', input.report).executeTakeFirst(),
    ctx.db.read
      .selectFrom('supporter')
      .select('id')
      .where('report', '=', input.report)
      .where('actor_hash', '=', actor)
      .executeTakeFirst(),
    ctx.db.read
      .selectFrom('supporter')
      .select((eb) => [eb.fn.countAll<number>().as('recent'), eb.fn.min('created_at').as('oldest')])
      .where('actor_hash', '=', actor)
      .where('created_at', '>', windowStart(ctx))
      .executeTakeFirstOrThrow(),
  ])
  if (!row || !standsPublic(row)) throw problems.reportUnknown()
  if (joined) return joinedView(ctx, row, joined.id)
  if (row.actor_hash === actor) return joinedView(ctx, row, null)
  if (!isOpen(row.status)) throw problems.joinClosed()
  limitRate(ctx, recent)
  const id = uuidv7()
  try {
    const stored = await store(ctx, row, { id, actor, submission, contact: input.contact ?? null })
    await ownContact(ctx, row.id, input.contact)
    return await joinedView(ctx, stored, id)
  } catch (error) {
    if (!(error instanceof Error && 'constraint' in error && error.constraint === 'supporter_once_unique')) throw error
    // the same button twice at the same moment: the other press was stored
    const other = await ctx.db.read
      .selectFrom('supporter')
      .select('id')
      .where('report', '=', row.id)
      .where('actor_hash', '=', actor)
      .executeTakeFirstOrThrow()
    return joinedView(
      ctx,
      await ctx.db.read.selectFrom('report').select(reportColumns).where('id', '=', row.id).executeTakeFirstOrThrow(),
      other.id,
    )
  }
}

const store = (
  ctx: AppealsCtx,
  row: ReportRow,
  one: { id: string; actor: string; submission: string; contact: Contact | null },
): Promise<ReportRow> =>
  ctx.db.transaction((tx) =>
    changeInside(ctx, tx, { id: row.id }, async (now) => {
      if (!isOpen(now.status)) throw problems.joinClosed()
      await tx.kysely
        .insertInto('supporter')
        .values({
          report: row.id,
          id: one.id,
          actor_hash: one.actor,
          submission_hash: one.submission,
          tracking_hash: digest(ctx.use(Secrets).tracking('SUPPORTER', one.id)),
          person: ctx.actor.kind === 'person' ? ctx.actor.key : null,
          contact_email: one.contact?.email ?? null,
          contact_phone: one.contact?.phone ?? null,
          lang: ctx.lang,
          created_at: ctx.clock.now(),
        })
        .execute()
      if (one.contact) await recordConsent(ctx, tx, { report: row.id, supporter: one.id }, one.contact.words)
      return {
        set: { supporters: now.supporters + 1 },
        event: { type: 'appeals.report.joined@1', data: { supporters: now.supporters + 1 } },
      }
    }),
  )

/** The author has a link already and keeps it. */
async function joinedView(ctx: AppealsCtx, row: ReportRow, supporter: string | null) {
  const [report] = await publicViews(ctx, [row])
  if (!report) throw problems.reportUnknown()
  return {
    __typename: 'JoinedReport' as const,
    report,
    supporters: row.supporters,
    ...(supporter === null ? trackingOf(ctx, 'REPORTER', row.id) : trackingOf(ctx, 'SUPPORTER', supporter)),
  }
}
