import { optionalText, schemaBy, z } from '@vmeste/sdk'
import { contactInput } from '../notify/contact.ts'
import { pointInput } from '../report/point-input.ts'

const code = z.string().trim().toUpperCase().max(40)

/** Ids of the photos that come along, as many as the city takes. */
export const photosUpTo = schemaBy((most: number) => z.array(z.string()).max(most))

/** What comes from a phone, checked; an empty form field is nothing at all. */
export const submission = schemaBy((country: string) =>
  z.object({
    submissionKey: z.uuid(),
    object: code.nullish().transform((typed) => typed || null),
    place: z.object({ point: pointInput.nullish(), address: optionalText(300).nullish() }).nullish(),
    tile: code.nullish().transform((typed) => typed || null),
    topic: code.nullish().transform((typed) => typed || null),
    text: optionalText(4000, { lines: true })
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
    contact: contactInput(country).nullish(),
    anyPlace: z.boolean().nullish(),
    anywayNew: z.boolean().nullish(),
    called: z.boolean().nullish(),
  }),
)
export type Submission = z.output<ReturnType<typeof submission>>
