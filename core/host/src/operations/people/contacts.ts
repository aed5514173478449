import { readEmail, readPhone } from '@vmeste/sdk'

/** An e-mail as it is compared: letters of one box differ in case at most. */
export const emailOf = (typed: string): string => (readEmail(typed) ?? typed.trim()).toLowerCase()

/** A number as it is compared: E.164 where the country can be told. */
export const phoneOf = (typed: string): string => readPhone(typed) ?? typed.trim().replaceAll(/[^\d+]/g, '')

/** Every way in which the number may have been kept, E.164 first. */
export function spellingsOf(typed: string): string[] {
  const phone = phoneOf(typed)
  const digits = phone.replace('+', '')
  const local = phone.startsWith('+375') ? phone.slice(4) : undefined
  const russian = phone.startsWith('+7') ? phone.slice(2) : undefined
  return [
    ...new Set([
      phone,
      digits,
      `00${digits}`,
      ...(local ? [`80${local}`, `0${local}`, local] : []),
      ...(russian ? [`8${russian}`] : []),
    ]),
  ]
}

export const looksLikeEmail = (text: string): boolean => /^[^\s@|]+@[^\s@|]+$/.test(text)
