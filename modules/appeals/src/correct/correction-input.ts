import { optionalText, parseInput, z } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { pointInput } from '../report/point-input.ts'

const code = z.string().trim().toUpperCase().max(40)

/** What is not given stays as it is. */
const correction = z.object({
  topic: code.nullish(),
  place: z
    .object({
      object: code.nullish().transform((typed) => typed || null),
      point: pointInput.nullish(),
      address: optionalText(300).nullish(),
    })
    .nullish(),
  text: optionalText(4000, { lines: true }).nullish(),
  anyPlace: z.boolean().nullish(),
})
export type CorrectionInput = z.output<typeof correction>
export const typedCorrection = (ctx: AppealsCtx, raw: unknown): CorrectionInput =>
  parseInput(correction, raw, ctx.lang, 'input')
