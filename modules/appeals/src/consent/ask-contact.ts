import { Notifications, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { aboutReport } from '../report/about-report.ts'
import { problems } from '../problems.ts'

/** The contact that letters go to, and the report they are about. */
export type Reachable = ({ readonly email: string } | { readonly phone: string }) & { readonly about: string }

interface Given {
  readonly contact_email: string | null
  readonly contact_phone: string | null
}

/** Letters go to the e-mail where there is one. */
export function reachable(
  { contact_email: email, contact_phone: phone }: Given,
  report: string,
): Reachable | undefined {
  const about = aboutReport(report)
  return email ? { email, about } : phone ? { phone, about } : undefined
}

/** How the owner says that it is theirs: by a link in a letter, by a code to a telephone, or not here. */
export function confirmedBy(ctx: AppealsCtx, to: Reachable): 'LINK' | 'CODE' | 'NOWHERE' {
  const { letters, codes } = ctx.use(Notifications)
  if ('email' in to) return letters ? 'LINK' : 'NOWHERE'
  return codes ? 'CODE' : 'NOWHERE'
}

/** «Прислать ещё раз» */
export async function askAgain(ctx: AppealsCtx, report: string, given: Given): Promise<void> {
  const to = reachable(given, report)
  if (!to) throw problems.contactNone()
  if (confirmedBy(ctx, to) === 'NOWHERE') throw 'email' in to ? problems.contactNoLetters() : problems.contactNoCodes()
  await ctx.use(Notifications).ask(to, ctx.lang)
}

/**
 * A letter is asked for at once, so that whoever mistyped sees it on the page they are on. A code is not: it would be
 * good for ten minutes from a moment nobody chose. That the address has been asked enough is no fault of the form.
 */
export async function askFirst(ctx: AppealsCtx, report: string, given: Given): Promise<void> {
  const to = reachable(given, report)
  if (!to || !('email' in to) || confirmedBy(ctx, to) === 'NOWHERE') return
  await ctx
    .use(Notifications)
    .ask(to, ctx.lang)
    .catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'RECIPIENT_ASKED_TOO_OFTEN') throw error
    })
}

export async function confirmByCode(ctx: AppealsCtx, report: string, given: Given, typed: unknown): Promise<void> {
  const to = reachable(given, report)
  if (!to || !('phone' in to)) throw problems.contactNone()
  // pressed twice, or said by the link meanwhile
  const [standing] = await ctx.use(Notifications).standings([to])
  if (standing === 'CONFIRMED') return
  const code = parseInput(z.string().trim().min(1).max(20), typed, ctx.lang, 'code')
  await ctx.use(Notifications).answer(to, code)
}

interface Typed {
  readonly email?: string | null | undefined
  readonly phone?: string | null | undefined
}

/**
 * An e-mail is taken where letters leave, a telephone where a message or a call comes to it.
 *
 * @param path where the contact stands in what was typed
 * @throws Problem `CONTACT_EMAIL_NOWHERE`, `CONTACT_PHONE_NOWHERE`
 */
export async function requireReach(ctx: AppealsCtx, contact: Typed | null | undefined, path: string): Promise<void> {
  const { letters } = ctx.use(Notifications)
  if (contact?.email && !letters) throw problems.emailNowhere(`${path}.email`)
  if (contact?.phone && (await ctx.use(Notifications).phones()) === 'NOWHERE')
    throw letters ? problems.phoneNowhere(`${path}.phone`) : problems.nothingReaches(`${path}.phone`)
}
