import { toE164 } from '../../identity/phones/phone-number.ts'

/** An e-mail as it is kept and compared. */
export const emailOf = (typed: string): string => typed.trim().toLowerCase()

/** Numbers of Belarusian operators, as somebody types them who has never left the country. */
const bareBelarusian = /^(24|25|29|33|44)\d{7}$/

/** A number as it is compared: E.164 where the country can be told. */
export function phoneOf(typed: string): string {
  const kept = typed.trim().replaceAll(/[^\d+]/g, '')
  return bareBelarusian.test(kept) ? `+375${kept}` : toE164(kept)
}

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
