import { parseInput, servicePhone, visibleText, z, type Ctx, type Text, type Topic } from '@vmeste/sdk'
import { parsePlainTerm } from '../deadlines/term.ts'
import { CityTopics } from './city-topics.ts'
import { messageTerms } from './message-terms.ts'
import { shippedBranches } from './shipped-topics.ts'
import type { TopicTables } from './topic.entity.ts'

export const topicChanged = 'civic.topic.changed@1'
export const topicChangedSchema = z.object({ code: z.string(), hidden: z.boolean() })

export const topicFaults = {
  TERM_UNKNOWN: {
    ru: 'Срок пишется так: 5wd, 15d, 1mo, 9wh, 4h, 30min или словом из правил.',
    be: 'Тэрмін пішацца так: 5wd, 15d, 1mo, 9wh, 4h, 30min або словам з правілаў.',
    en: 'Write a term as 5wd, 15d, 1mo, 9wh, 4h, 30min or by its name in the rules.',
  },
  ALWAYS_OFFERED: { ru: '«Другое» есть всегда.', be: '«Іншае» ёсць заўсёды.', en: '“Other” is always there.' },
} as const satisfies Record<string, Text>

/** `YARD.PLAY`, `OTHER`. */
export const topicCode = /^[A-Z][A-Z0-9]{0,15}(\.[A-Z][A-Z0-9]{0,15})?$/
/** The topic that is always offered. */
export const always = 'OTHER'
const term = z
  .string()
  .refine((text) => parsePlainTerm(text) !== undefined || messageTerms.has(text), {
    params: { code: 'TERM_UNKNOWN', text: topicFaults.TERM_UNKNOWN },
  })
  .optional()
const title = visibleText(100)

const topicSchema = (country: string) =>
  z
    .object({
      code: z.string().regex(topicCode),
      parent: z.enum(shippedBranches.map(({ code }) => code)).optional(),
      title: z.object({ ru: title, be: title, en: title }),
      department: z.string().regex(/^[A-Z][A-Z0-9_-]{0,31}$/),
      makeSafe: term,
      fix: term,
      callFirst: servicePhone(country).optional(),
      hidden: z.boolean(),
    })
    .superRefine(({ code, hidden }, context) => {
      if (code === always && hidden)
        context.addIssue({
          code: 'custom',
          path: ['hidden'],
          params: { code: 'ALWAYS_OFFERED', text: topicFaults.ALWAYS_OFFERED },
        })
    })

/** Changes a topic for this city, or adds one. */
export async function setTopic(ctx: Ctx<TopicTables>, input: Record<string, unknown>): Promise<Topic> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
  const topic = parseInput(topicSchema(ctx.city.country), { hidden: false, ...given }, ctx.lang, 'topic')
  const subject = `civic:Topic:${topic.code}`
  const row = {
    parent: topic.parent ?? null,
    title: JSON.stringify(topic.title),
    department: topic.department,
    make_safe: topic.makeSafe ?? null,
    fix: topic.fix ?? null,
    call_first: topic.callFirst ?? null,
    hidden: topic.hidden,
    changed_at: ctx.clock.now(),
    changed_by: ctx.person().key,
  }
  await ctx.db.transaction(async (tx) => {
    await tx.kysely
      .insertInto('topic')
      .values({ code: topic.code, ...row })
      .onConflict((conflict) => conflict.constraint('topic_pkey').doUpdateSet(row))
      .execute()
    tx.emit({ type: topicChanged, subject, data: { code: topic.code, hidden: topic.hidden } })
    tx.audit({ action: 'civic.topic.change', subject })
  })
  ctx.use(CityTopics).forget()
  const { hidden: _hidden, ...shown } = topic
  return shown
}
