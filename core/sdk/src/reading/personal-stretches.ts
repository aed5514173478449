import { handleSpans, mailSpans } from './address-stretches.ts'
import { cardSpans, documentSpans } from './document-stretches.ts'
import { readEmail } from './e-mail-address.ts'
import { flatSpans } from './flat-stretches.ts'
import { readPhone } from './phone-number.ts'
import { phoneSpans } from './phone-stretches.ts'
import { plateSpans } from './plate-stretches.ts'
import type { Span } from './spans.ts'
import { plainText } from './plain-text.ts'

/** What a stretch of a text tells about somebody. */
export type PersonalKind = 'EMAIL' | 'HANDLE' | 'CARD' | 'DOCUMENT' | 'PHONE' | 'FLAT' | 'PLATE'

/** `[from, to)` in UTF-16 units, as `text.slice` takes them. */
export interface PersonalStretch {
  readonly from: number
  readonly to: number
  readonly kind: PersonalKind
}

export interface PersonalWordsOptions {
  /** Of the city, ISO 3166: `ctx.city.country`. */
  readonly country?: string | undefined
  /** Telephones and e-mails that belong to services of the city and stay readable. */
  readonly known?: readonly (string | null | undefined)[] | undefined
}

/**
 * Where a text tells who somebody is, where they live and how to reach them: telephones, e-mails, names in messengers,
 * passports and personal numbers of Belarus and Russia, bank cards and accounts, flats, plates of cars. In order, none over another.
 * Names of people cannot be known by rule and are not found; days, sums, sizes and numbers of papers are left alone.
 *
 * @example personalStretches('пишите ivan @ mail.ru') // [{ from: 7, to: 21, kind: 'EMAIL' }]
 */
export function personalStretches(text: string, options: PersonalWordsOptions = {}): readonly PersonalStretch[] {
  const { text: plain, range } = plainText(text)
  const country = options.country ?? 'BY'
  // a list of places has hundreds of short texts, most of them with a house number at most
  const digits = plain.match(/\d/g)?.length ?? 0
  const numbered = digits >= 5
  const found: (readonly [PersonalKind, readonly Span[]])[] = [
    ['EMAIL', mailSpans(plain)],
    ['HANDLE', handleSpans(plain)],
    ['CARD', numbered ? cardSpans(plain) : []],
    ['DOCUMENT', numbered ? documentSpans(plain) : []],
    ['PHONE', numbered ? phoneSpans(plain, country) : []],
    ['FLAT', flatSpans(plain)],
    ['PLATE', digits >= 3 ? plateSpans(plain) : []],
  ]
  const all = found.flatMap(([kind, spans]) => spans.map(([from, to]) => ({ kind, from, to })))
  // read for texts in which one may stand: few have an address or a number, and lists have many texts
  const known = all.some(({ kind }) => readable.has(kind)) ? knownOf(options.known, country) : undefined
  const theirs = (
    known ? all.filter(({ kind, from, to }) => !known.has(readAs(kind, plain.slice(from, to), country))) : all
  ).toSorted((a, b) => a.from - b.from || b.to - a.to)
  const merged: { kind: PersonalKind; from: number; to: number }[] = []
  for (const one of theirs) {
    const last = merged.at(-1)
    if (last && one.from < last.to) last.to = Math.max(last.to, one.to)
    else merged.push({ ...one })
  }
  return merged.map(({ kind, from, to }) => ({ ...range(from, to), kind }))
}

/** Kinds of which some may be the city's own. */
const readable: ReadonlySet<PersonalKind> = new Set(['EMAIL', 'PHONE'])

const knownOf = (given: PersonalWordsOptions['known'], country: string): ReadonlySet<string | undefined> =>
  new Set(
    (given ?? [])
      .flatMap((one) => (one ? [readAs(one.includes('@') ? 'EMAIL' : 'PHONE', one, country)] : []))
      .filter(Boolean),
  )

/** The same person's number written twice is one; a short one counts by its digits. */
function readAs(kind: PersonalKind, written: string, country: string): string | undefined {
  if (kind === 'EMAIL') return readEmail(written)
  if (kind === 'PHONE') return readPhone(written, country) ?? (written.replace(/\D/g, '') || undefined)
  return undefined
}
