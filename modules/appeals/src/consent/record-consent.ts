import { uuidv7 } from '@vmeste/sdk'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { settingsOf } from '../settings.ts'
import { consentVersion, isConsentVersion } from './consent-texts.ts'
import { operatorOf } from './contact-consent.ts'

/** Whose contact it is: of whoever reported it, or of one who sees it too. */
export interface ConsentOf {
  readonly report: string
  readonly supporter: string | null
}

/** One link must not have letters sent to as many strangers as somebody can type. */
const changesADay = 10

/**
 * Writes down that somebody agreed, and ends what they agreed to before.
 *
 * @param words version that they were shown; nothing said, today's
 */
export async function recordConsent(
  ctx: AppealsCtx,
  tx: AppealsTx,
  of: ConsentOf,
  words: string | null | undefined,
): Promise<void> {
  const now = ctx.clock.now()
  await withdrawConsent(tx, of, now)
  const operator = operatorOf(ctx)
  await tx.kysely
    .insertInto('consent')
    .values({
      ...of,
      id: uuidv7(now.getTime()),
      purpose: 'news',
      words: words && isConsentVersion(words) ? words : consentVersion,
      operator: operator[ctx.lang],
      months: settingsOf(ctx).retentionMonths,
      lang: ctx.lang,
      given_at: now,
      withdrawn_at: null,
    })
    .execute()
}

/** @throws Problem `CONTACT_CHANGED_TOO_OFTEN` */
export async function limitChanges(ctx: AppealsCtx, tx: AppealsTx, { report, supporter }: ConsentOf): Promise<void> {
  const since = new Date(ctx.clock.now().getTime() - 86_400_000)
  const { count } = await tx.kysely
    .selectFrom('consent')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('report', '=', report)
    .where('supporter', supporter === null ? 'is' : '=', supporter)
    .where('given_at', '>', since)
    .executeTakeFirstOrThrow()
  if (Number(count) >= changesADay) throw problems.contactTooOften()
}

/** That it was taken back is as much a fact as that it was given. */
export async function withdrawConsent(tx: AppealsTx, { report, supporter }: ConsentOf, at: Date): Promise<void> {
  await tx.kysely
    .updateTable('consent')
    .set({ withdrawn_at: at })
    .where('report', '=', report)
    .where('supporter', supporter === null ? 'is' : '=', supporter)
    .where('withdrawn_at', 'is', null)
    .execute()
}
