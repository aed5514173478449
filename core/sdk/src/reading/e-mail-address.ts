import { domainToASCII, domainToUnicode } from 'node:url'
import { z } from 'zod'
import type { Text } from '../text.ts'
import { withoutMarks } from './marks.ts'

const most = 254
const plainName = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i
// «іван@узда.бел» is written in one alphabet; a single foreign letter in an English name is a slip of the keyboard
const nationalName = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const typedDomain = /^[\p{L}\p{M}\p{N}.-]+$/u
const asciiDomain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{2,59})$/

/**
 * An e-mail address as people type or paste it, as it is stored and written to: the domain in its ASCII form and in
 * lower case, the name before it as it was typed.
 *
 * @returns nothing when no letter could reach it
 * @example readEmail(' Info@почта.рф ') // 'Info@xn--80a1acny.xn--p1ai'
 */
export function readEmail(typed: string): string | undefined {
  if (typed.length > 2 * most) return undefined
  const bare = withoutMarks(typed)
    .trim()
    .replace(/^mailto:\s*/i, '')
    .replace(/^[^<>@]*<([^<>]+)>$/s, '$1')
    .replace(/\s*[@\uff20]\s*/, '@')
    .replace(/[.,;]+$/, '')
    .replace(/[\u2019\u02bc]/g, "'")
    .normalize('NFC')
  const at = bare.lastIndexOf('@')
  const name = bare.slice(0, at)
  const domain = bare.slice(at + 1)
  if (at < 1 || name.length > 64 || !typedDomain.test(domain)) return undefined
  const ascii = domainToASCII(domain).toLowerCase()
  if (!asciiDomain.test(ascii)) return undefined
  if (!(ascii.includes('xn--') ? nationalName : plainName).test(name)) return undefined
  const address = `${name}@${ascii}`
  return address.length > most ? undefined : address
}

/** A stored address as people read it: `info@почта.рф`. Never for sending. */
export function showEmail(stored: string): string {
  const at = stored.lastIndexOf('@')
  if (at < 0) return stored
  return `${stored.slice(0, at + 1)}${domainToUnicode(stored.slice(at + 1)) || stored.slice(at + 1)}`
}

const unreadable: Text = {
  ru: 'Такой почты не бывает. Пример: ivan@example.com.',
  be: 'Такой пошты не бывае. Прыклад: ivan@example.com.',
  en: 'This is no e-mail address. Example: ivan@example.com.',
}

/**
 * Schema of an e-mail address: whatever people type, read by {@link readEmail}.
 * What is none is refused as `EMAIL_UNREADABLE`, with an example.
 *
 * @example z.object({ email: emailAddress().nullish() })
 */
export const emailAddress = () =>
  z.string().transform((typed, context) => {
    const address = readEmail(typed)
    if (address !== undefined) return address
    context.addIssue({ code: 'custom', params: { code: 'EMAIL_UNREADABLE', text: unreadable } })
    return z.NEVER
  })
