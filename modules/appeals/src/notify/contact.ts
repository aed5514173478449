import { emailAddress, phoneNumber, schemaBy, z } from '@vmeste/sdk'
import { consentTexts, isConsentVersion } from '../consent/consent-texts.ts'
import { texts } from '../texts.ts'

/**
 * Where to write about one report. Given with consent or not at all.
 *
 * @param country of the city: whose number a phone is when it does not say
 */
export const contactInput = schemaBy((country: string) =>
  z
    .object({
      email: emailAddress().nullish(),
      phone: phoneNumber(country).nullish(),
      consent: z.boolean().refine(Boolean, { params: { code: 'CONSENT_MISSING', text: consentTexts.missing } }),
      words: z
        .string()
        .refine(isConsentVersion, { params: { code: 'CONSENT_WORDS_UNKNOWN', text: consentTexts.wordsUnknown } })
        .nullish(),
    })
    .refine((contact) => Boolean(contact.email || contact.phone), {
      path: ['phone'],
      params: { code: 'CONTACT_MISSING', text: texts.contactMissing },
    }),
)
export type Contact = z.output<ReturnType<typeof contactInput>>
