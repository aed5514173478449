import { createHmac, timingSafeEqual } from 'node:crypto'
import { Problem } from '@vmeste/sdk'

/** A form of one sign-in: bound to it, made without storing anything. */
export const csrfToken = (key: Buffer, interaction: string): string =>
  createHmac('sha256', key).update(interaction).digest('base64url')

/** @throws Problem `FORM_FORGED` when the form did not come from our page */
export function checkCsrf(key: Buffer, interaction: string, given: string): void {
  const expected = Buffer.from(csrfToken(key, interaction))
  const got = Buffer.from(given)
  if (got.length === expected.length && timingSafeEqual(got, expected)) return
  throw new Problem(
    'FORM_FORGED',
    {
      ru: 'Форма пришла не с нашей страницы.',
      be: 'Форма прыйшла не з нашай старонкі.',
      en: 'The form did not come from our page.',
    },
    { kind: 'notAllowed' },
  )
}
