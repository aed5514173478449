import { z } from '@vmeste/sdk'
import { lookKinds } from './looks.ts'

/** Of a page for guests: longer than any, shorter than what only costs. */
export const secretInput = z.string().max(200).nullish()
export const confirmInput = z.string().max(100)

const name = z.string().min(1).max(300).nullish()
const moment = z.date().nullish()
export const looksInput = z.object({
  filter: z
    .object({
      viewer: name,
      subject: name,
      number: z.string().trim().max(60).nullish(),
      what: z.enum(lookKinds).nullish(),
      from: moment,
      before: moment,
    })
    .nullish(),
  first: z
    .int()
    .min(1)
    .max(100)
    .nullish()
    .transform((count) => count ?? 50),
  after: z.string().max(200).nullish(),
})
