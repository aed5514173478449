import { emailAddress, phoneNumber, z } from '@vmeste/sdk'

/**
 * Where to write about one report. Given with consent or not at all.
 *
 * @param country of the city: whose number a phone is when it does not say
 */
export const contactInput = (country: string) =>
  z
    .object({ email: emailAddress().nullish(), phone: phoneNumber(country).nullish(), consent: z.literal(true) })
    .refine((contact) => Boolean(contact.email || contact.phone), { path: ['phone'] })
export type Contact = z.output<ReturnType<typeof contactInput>>
