import { Directory, parseInput, Topics, z, type GeoPoint } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import { wordsOf } from '../report/words.ts'
import { findPlate } from './find-plate.ts'
import { groundOf, wayOf } from './route-of.ts'
import { pointInput } from '../report/point-input.ts'

const asked = z.object({
  topic: z.string().trim().toUpperCase().max(40),
  territory: z.string().trim().toUpperCase().max(40).nullish(),
  object: z.string().trim().max(40).nullish(),
  point: pointInput.nullish(),
})
type Asked = Readonly<{ topic: string; territory?: string | null; object?: string | null; point?: GeoPoint | null }>

/**
 * Where such a report would go, and why; nothing is stored. A plate answers for its own territory, as at intake.
 *
 * @throws Problem `TOPIC_UNKNOWN`, `PLACE_UNKNOWN`, `INPUT_INVALID`
 */
export async function explainRoute(ctx: AppealsCtx, raw: Asked) {
  const { topic: code, territory: given, object, point } = parseInput(asked, raw, ctx.lang)
  const [topic, plate, words, territories] = await Promise.all([
    ctx.use(Topics).find(code),
    object ? findPlate(ctx, object, 'object') : null,
    wordsOf(ctx),
    ctx.use(Directory).territories(),
  ])
  if (!topic) throw problems.topicUnknown('topic')
  const found = await groundOf(ctx, plate, point ?? null)
  const ground = plate || point ? found : { ...found, territory: given || null }
  const way = await wayOf(ctx, topic, ground)
  const territory = territories.find((one) => one.code === ground.territory)
  return {
    by: way.by,
    department: words.department(way.department),
    reason: ctx.say(way.reason),
    rule: way.rule,
    topic: words.topic(topic.code),
    object: plate?.code ?? null,
    territory: territory ? { code: territory.code, name: ctx.say(territory.name) } : null,
  }
}
