import { z } from '@vmeste/sdk'

/** Signs that people put between digits. */
const written = /^\+?[\d\s().\-\u2010-\u2015]+$/
const e164 = /^\+[1-9]\d{7,14}$/
/** Only mobile numbers get messages: Belarus, Russia, Kazakhstan; of other countries the length is all we know. */
const belarus = /^\+375(24|25|29|33|44)\d{7}$/
const zoneSeven = /^\+7[79]\d{9}$/

/** A telephone number as people write it, `8 029 123-45-67`, `+7 (912) 345-67-89`, as E.164. */
export const phoneSchema = z
  .string()
  .trim()
  .max(40)
  .regex(written)
  .transform(toE164)
  .pipe(z.string().regex(e164).refine(isMobile))

/** Digits as E.164 where the country can be told, else the digits alone. */
export function toE164(text: string): string {
  const digits = text.replaceAll(/\D/g, '')
  if (text.startsWith('+')) return `+${digits}`
  if (digits.startsWith('00')) return `+${digits.slice(2)}`
  // «8 0…» is the way out of a town in Belarus; no code of a Russian region begins with a nought
  if (/^80\d{9}$/.test(digits)) return `+375${digits.slice(2)}`
  if (/^0\d{9}$/.test(digits)) return `+375${digits.slice(1)}`
  if (/^8\d{10}$/.test(digits)) return `+7${digits.slice(1)}`
  if (/^(375\d{9}|7\d{10})$/.test(digits)) return `+${digits}`
  return digits
}

function isMobile(phone: string): boolean {
  if (phone.startsWith('+375')) return belarus.test(phone)
  return !phone.startsWith('+7') || zoneSeven.test(phone)
}

/** A number as it may be shown, to its owner too: enough to recognise, too little to call. */
export const maskPhone = (phone: string): string => `${/^\+(375|7)/.exec(phone)?.[0] ?? '+'} ••• •• ${phone.slice(-2)}`
