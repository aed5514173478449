import { z } from '@vmeste/sdk'

/** No personal data and no words of the person: an event may leave the platform. */
const rating = {
  rating: z.uuid(),
  object: z.string(),
  department: z.string().nullable(),
  /** `module:Type:id` of what was finished; null when somebody rated of their own accord. */
  subject: z.string().nullable(),
  verified: z.boolean(),
  overall: z.number().min(1).max(5),
}

export const events = {
  'ratings.rating.submitted@1': z.object({
    ...rating,
    /** The same person's earlier vote was replaced. */ changed: z.boolean(),
  }),
  /** At or below the city's threshold: somebody should ask what went wrong. */
  'ratings.rating.low@1': z.object(rating),
} as const satisfies Record<string, z.ZodType>
