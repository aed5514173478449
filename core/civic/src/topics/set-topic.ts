import { isUuid, parseInput, Problem, servicePhone, visibleText, z } from '@vmeste/sdk'
import type { CityTransaction, Ctx, Text } from '@vmeste/sdk'
import { parsePlainTerm } from '../deadlines/term.ts'
import { CityTopics, type SetTopic } from './city-topics.ts'
import { messageTerms } from './message-terms.ts'
import { shippedBranches, shippedTopics } from './shipped-topics.ts'
import { withinBounds } from './topic-bounds.ts'
import type { TopicContent, TopicTables } from './topic.entity.ts'
import { withVersions } from './topic-versions.ts'

export const topicChanged = 'civic.topic.changed@1'
export const topicChangedSchema = z.object({ code: z.string(), hidden: z.boolean() })

export const topicFaults = {
  TERM_UNKNOWN: {
    ru: 'Срок пишется так: 5wd, 15d, 1mo, 9wh, 4h, 30min или словом из правил.',
    be: 'Тэрмін пішацца так: 5wd, 15d, 1mo, 9wh, 4h, 30min або словам з правілаў.',
    en: 'Write a term as 5wd, 15d, 1mo, 9wh, 4h, 30min or by its name in the rules.',
  },
  TOPIC_VERSION_UNKNOWN: {
    ru: 'Так эта тема не стояла: откройте её историю ещё раз.',
    be: 'Так гэтая тэма не стаяла: адкрыйце яе гісторыю яшчэ раз.',
    en: 'The topic has never stood like that: open its history again.',
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
const remark = visibleText(300)

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
      note: z.object({ ru: remark, be: remark, en: remark }).optional(),
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
export async function setTopic(ctx: Ctx<TopicTables>, input: Record<string, unknown>): Promise<SetTopic> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
  const topic = parseInput(topicSchema(ctx.city.country), { hidden: false, ...given }, ctx.lang, 'topic')
  return leaveTopic(ctx, topic.code, {
    parent: topic.parent ?? null,
    title: topic.title,
    department: topic.department,
    make_safe: topic.makeSafe ?? null,
    fix: topic.fix ?? null,
    call_first: topic.callFirst ?? null,
    hidden: topic.hidden,
    note: topic.note ?? null,
  })
}

/**
 * Takes a topic back to how it stood.
 *
 * @param version of its history; null for how it came with the platform
 * @throws Problem `TOPIC_VERSION_UNKNOWN`
 */
export async function restoreTopic(ctx: Ctx<TopicTables>, code: string, version: string | null): Promise<SetTopic> {
  const content = version === null ? null : await contentOf(ctx, code, version)
  if (content === undefined || (content === null && !shippedTopics.some((topic) => topic.code === code)))
    throw new Problem('TOPIC_VERSION_UNKNOWN', topicFaults.TOPIC_VERSION_UNKNOWN, { kind: 'notFound' })
  return leaveTopic(ctx, code, content)
}

/** @returns undefined where there is no such version */
async function contentOf(
  ctx: Ctx<TopicTables>,
  code: string,
  version: string,
): Promise<TopicContent | null | undefined> {
  if (!isUuid(version)) return undefined
  const row = await ctx.db.read
    .selectFrom('topic_version')
    .select('content')
    .where('code', '=', code)
    .where('id', '=', version)
    .executeTakeFirst()
  return row?.content
}

/** Without content the city's own row goes, and the shipped topic counts again. */
async function leaveTopic(ctx: Ctx<TopicTables>, code: string, content: TopicContent | null): Promise<SetTopic> {
  const subject = `civic:Topic:${code}`
  await ctx.db.transaction(async (tx) => {
    await withVersions(ctx, tx, [code], async () => {
      if (content) await storeTopic(ctx, tx, code, content)
      else await tx.kysely.deleteFrom('topic').where('code', '=', code).execute()
    })
    await withinBounds(tx)
    tx.emit({ type: topicChanged, subject, data: { code, hidden: content?.hidden ?? false } })
    tx.audit({ action: 'civic.topic.change', subject })
  })
  const topics = ctx.use(CityTopics)
  topics.forget()
  return (await topics.all()).find(({ topic }) => topic.code === code)!
}

async function storeTopic(
  ctx: Ctx<TopicTables>,
  tx: CityTransaction<TopicTables>,
  code: string,
  { title, note, ...rest }: TopicContent,
): Promise<void> {
  const row = {
    ...rest,
    title: JSON.stringify(title),
    note: note && JSON.stringify(note),
    changed_at: ctx.clock.now(),
    changed_by: ctx.person().key,
  }
  await tx.kysely
    .insertInto('topic')
    .values({ code, ...row })
    .onConflict((conflict) => conflict.constraint('topic_pkey').doUpdateSet(row))
    .execute()
}
