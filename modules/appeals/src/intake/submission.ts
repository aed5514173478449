import { z } from '@vmeste/sdk'
import { contactInput } from '../notify/contact.ts'

const words = (most: number) =>
  z
    .string()
    .transform((typed) => typed.trim())
    .pipe(z.string().max(most))
const code = z.string().trim().toUpperCase().max(40)

/** What comes from a phone, checked; an empty form field is nothing at all. */
export const submission = z.object({
  submissionKey: z.uuid(),
  object: code.nullish().transform((typed) => typed || null),
  place: z
    .object({
      point: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }).nullish(),
      address: words(300).nullish(),
    })
    .nullish(),
  tile: code.nullish().transform((typed) => typed || null),
  topic: code.nullish().transform((typed) => typed || null),
  text: words(4000)
    .nullish()
    .transform((typed) => typed || null),
  photos: z
    .array(z.uuid())
    .max(5)
    .nullish()
    .transform((ids) => [...new Set(ids ?? [])]),
  photoConsent: z
    .boolean()
    .nullish()
    .transform((given) => given ?? false),
  contact: contactInput.nullish(),
  anywayNew: z.boolean().nullish(),
  called: z.boolean().nullish(),
})
export type Submission = z.output<typeof submission>
