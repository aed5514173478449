import { readPhone, z } from '@vmeste/sdk'

/** Only mobile numbers get messages: Belarus, Russia, Kazakhstan; of other countries any number may. */
const belarus = /^\+375(24|25|29|33|44)\d{7}$/
const zoneSeven = /^\+7[79]\d{9}$/

/**
 * A telephone number that can get a code, as people write it, `8 029 123-45-67`, `+7 (912) 345-67-89`, as E.164.
 *
 * @param country of the city: whose number it is when the number does not say
 */
export const phoneSchema = (country = 'BY') =>
  z.string().transform((typed, context) => {
    const phone = readPhone(typed, country)
    if (phone !== undefined && isMobile(phone)) return phone
    context.addIssue({ code: 'custom' })
    return z.NEVER
  })

function isMobile(phone: string): boolean {
  if (phone.startsWith('+375')) return belarus.test(phone)
  return !phone.startsWith('+7') || zoneSeven.test(phone)
}

/** A number as it may be shown, to its owner too: enough to recognise, too little to call. */
export const maskPhone = (phone: string): string => `${/^\+(375|7)/.exec(phone)?.[0] ?? '+'} ••• •• ${phone.slice(-2)}`
