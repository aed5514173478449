import type { Text } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { texts } from '../texts.ts'

interface Law {
  /** What a report is not, by the name of the law. */
  readonly says: Text
  /** Days within which an appeal is answered, and where it is filed. */
  readonly days: number | null
  readonly href: string | null
}

const laws: Readonly<Record<string, Law>> = {
  BY: { says: texts.legalBy, days: 15, href: 'https://обращения.бел' },
  RU: { says: texts.legalRu, days: 30, href: null },
}
const elsewhere: Law = { says: texts.legal, days: null, href: null }

/** What the law of a country calls for where a report is not enough. */
export const lawOf = (country: string): Law => laws[country] ?? elsewhere

/** What the law calls a report in the city's country. */
export const legalNote = (ctx: AppealsCtx): string => ctx.say(lawOf(ctx.city.country).says)

export function formalAppeal(ctx: AppealsCtx) {
  const { days, href } = lawOf(ctx.city.country)
  return { law: legalNote(ctx), days, href }
}
