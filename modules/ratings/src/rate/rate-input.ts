import { optionalText, z, type Text } from '@vmeste/sdk'
import { criteria, type Criterion } from '../criteria.ts'
import { criterionTexts } from '../criterion-texts.ts'
import { texts } from '../texts.ts'

/** From a form a score comes as it was ticked; none is a fault of its own, in words. */
const scoreOf = (name: Criterion) =>
  z.unknown().transform((given, context): number => {
    if (typeof given === 'number' && Number.isInteger(given) && given >= 1 && given <= 5) return given
    context.addIssue({ code: 'custom', params: { code: 'SCORE_NEEDED', text: missing(criterionTexts[name].title) } })
    return z.NEVER
  })

const missing = (title: Text): Text => ({
  ru: texts.scoreMissing.ru.replace('{criterion}', title.ru),
  be: texts.scoreMissing.be.replace('{criterion}', title.be),
  en: texts.scoreMissing.en.replace('{criterion}', title.en),
})

export const rateInput = z.object({
  token: z.string().max(100).nullish(),
  subject: z.string().max(200).nullish(),
  access: z.string().max(200).nullish(),
  object: z.string().trim().max(60).nullish(),
  scores: z.object(
    Object.fromEntries(criteria.map((name) => [name, scoreOf(name)])) as Record<Criterion, ReturnType<typeof scoreOf>>,
  ),
  comment: optionalText(2000, { lines: true })
    .nullish()
    .transform((words) => words || null),
})
export type RateInput = z.output<typeof rateInput>
