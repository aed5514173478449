import { Secret, TOTP } from 'otpauth'

/**
 * The code that an app shows, for tests.
 * @param key as it is typed into the app by hand, in base32
 * @param steps how many half minutes ahead
 */
export const totpCode = (key: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(key), digits: 6, period: 30 }).generate({
    timestamp: Date.now() + steps * 30_000,
  })

/** The same key where a page hides it as the signs that the codes are made from. */
export const keyOfSigns = (signs: string): string => Secret.fromUTF8(signs).base32
