import { z } from '@vmeste/sdk'

const phone = z
  .string()
  .max(30)
  .transform((typed) => typed.replace(/[\s().-]/g, ''))
  .pipe(z.string().regex(/^\+?\d{7,15}$/))

/** Where to write about one report. Given with consent or not at all. */
export const contactInput = z
  .object({
    email: z
      .email()
      .max(200)
      .transform((typed) => typed.toLowerCase())
      .nullish(),
    phone: phone.nullish(),
    consent: z.literal(true),
  })
  .refine((contact) => Boolean(contact.email || contact.phone), { path: ['phone'] })
export type Contact = z.output<typeof contactInput>
