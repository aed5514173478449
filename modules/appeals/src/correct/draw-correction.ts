import { Topics, type Topic } from '@vmeste/sdk'
import { sql, type Updateable } from '@vmeste/sdk/storage'
import type { AppealsCtx } from '../ctx.ts'
import { isOpen, type ReportStatus } from '../life/report-status.ts'
import { problems } from '../problems.ts'
import { groundOfStored, wayOf, type Ground } from '../registry/route-of.ts'
import { breachBefore, type PlannedDay } from '../report/breach.ts'
import { computeDues, nextDue } from '../report/due-dates.ts'
import type { ReportRow } from '../report/report-row.ts'
import { reasonStart } from '../report/route-reasons.ts'
import type { Corrected, PlaceStood, TextStood, TopicStood } from '../storage/correction.entity.ts'
import type { ReportTable } from '../storage/report.entity.ts'
import { correctedPlace, samePlace } from './corrected-place.ts'
import type { CorrectionInput } from './correction-input.ts'

/** What a correction would make of a report; nothing is stored. */
export interface Correction {
  readonly changes: readonly Corrected[]
  /** Columns, but for those of words and covers. */
  readonly set: Updateable<ReportTable>
  /** As it would stand. */
  readonly after: ReportRow
  /** Another department has it, or nobody. */
  readonly moved: boolean
  /** Another date is promised. */
  readonly dated: boolean
  readonly rule: number | null
}

/**
 * Topic, place and text as they should have been; route and dates as if it had come so. The dates count from receipt:
 * what the right topic had promised and nobody kept is late, what it had not is not.
 *
 * @param plans days that were planned since the department got it
 * @throws Problem `CORRECT_TOO_LATE`, `CORRECT_ERASED`, `TOPIC_UNKNOWN`, `PLACE_UNKNOWN`, `PLACE_MISSING`,
 *   `PLACE_ELSEWHERE`
 */
export async function drawCorrection(
  ctx: AppealsCtx,
  row: ReportRow,
  input: CorrectionInput,
  plans: readonly PlannedDay[],
): Promise<Correction> {
  if (!isOpen(row.status)) throw problems.correctTooLate()
  const [topic, place] = await Promise.all([topicOf(ctx, row, input), correctedPlace(ctx, input)])
  const text = input.text === null || input.text === undefined ? row.text : input.text || null
  if (row.erased_at !== null && (text !== row.text || (place?.stands.object === null && place.stands.address)))
    throw problems.correctErased()

  const changes: Corrected[] = []
  if (topic.code !== row.topic) {
    const after = await titled(ctx, row, topic)
    changes.push({ part: 'TOPIC', before: topicStood(row), after })
  }
  if (place && !samePlace(row, place.stands))
    changes.push({ part: 'PLACE', before: placeStood(row), after: place.stands })
  if (text !== row.text) changes.push({ part: 'TEXT', before: { text: row.text }, after: { text } })
  const none = { changes, set: {}, after: row, moved: false, dated: false, rule: row.rule }
  if (changes.length === 0) return none

  const words = changes.reduce<Partial<TopicStood & PlaceStood & TextStood>>(
    (all, { after }) => ({ ...all, ...after }),
    {},
  )
  const placed = changes.some(({ part }) => part === 'PLACE')
  const routed = await routedAnew(ctx, row, topic, placed && place ? place.ground : undefined)
  const dated = topic.code === row.topic ? undefined : await datedAnew(ctx, row, topic)
  const planned = routed.moved ? { planned_for: null, planned_reason: null, breached_at: null } : {}
  const breached =
    dated && !routed.moved && row.planned_for !== null
      ? { breached_at: breachBefore(dated.dues, plans, ctx.city.timezone) }
      : {}
  const set = {
    ...words,
    ...(placed && place ? { address_key: place.house } : {}),
    ...routed.set,
    ...dated?.dues,
    ...planned,
    ...breached,
  }
  const after = { ...row, ...set } as ReportRow
  return {
    changes,
    set,
    after: { ...after, next_due: nextDue(after, ctx.city.timezone) as Date },
    moved: routed.moved,
    dated: dated?.told ?? false,
    rule: after.rule,
  }
}

async function topicOf(ctx: AppealsCtx, row: ReportRow, { topic: code }: CorrectionInput): Promise<Topic> {
  const topics = ctx.use(Topics)
  if (!code || code === row.topic) {
    const standing = await topics.find(row.topic)
    if (standing) return standing
    throw problems.topicUnknown()
  }
  const offered = (await topics.leaves()).find((one) => one.code === code)
  if (!offered) throw problems.topicUnknown()
  return offered
}

/** Corrected back, it is called by the tile that was pressed again. */
async function titled(ctx: AppealsCtx, row: ReportRow, { code }: Topic): Promise<TopicStood> {
  const last = await ctx.db.read
    .selectFrom('correction')
    .select('before')
    .where('report', '=', row.id)
    .where('part', '=', 'TOPIC')
    .where(sql<boolean>`before ->> 'topic' = ${code}`)
    .orderBy('step', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? (last.before as TopicStood) : { topic: code, tile: null, tile_title: null }
}

const topicStood = ({ topic, tile, tile_title }: ReportRow): TopicStood => ({ topic, tile, tile_title })
const placeStood = ({ object, place_name, address, lat, lon, territory }: ReportRow): PlaceStood => ({
  object,
  place_name,
  address,
  lat,
  lon,
  territory,
})

/** Where it goes now. A department that a person has chosen for this topic stays: only the topic says it was wrong. */
async function routedAnew(
  ctx: AppealsCtx,
  row: ReportRow,
  topic: Topic,
  ground: Ground | undefined,
): Promise<{ readonly moved: boolean; readonly set: Updateable<ReportTable> }> {
  const renamed = topic.code !== row.topic
  const chosen = row.department !== null && reasonStart(row.route_reason, 'ru') !== undefined
  if (!renamed && (!ground || chosen)) return { moved: false, set: {} }
  const way = await wayOf(ctx, topic, ground ?? (await groundOfStored(ctx, row)))
  const reasoned = { rule: way.rule, route_reason: way.reason }
  // a rude text still waits for a look: where it goes is decided when it is let go on
  if (row.status === 'MODERATION') return { moved: false, set: reasoned }
  if (way.department === row.department) return { moved: false, set: reasoned }
  const status: ReportStatus = way.department === null ? 'NEW' : 'ROUTED'
  return { moved: true, set: { ...reasoned, department: way.department, status } }
}

async function datedAnew(ctx: AppealsCtx, row: ReportRow, topic: Topic) {
  const dues = await computeDues(ctx, topic, row.reopened_at ?? row.created_at)
  return { dues, told: dues.due !== null && dues.due.getTime() !== row.due?.getTime() }
}
