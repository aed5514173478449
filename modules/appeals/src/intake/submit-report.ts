import { digest, Files, isObscene, Numbering, parseInput, Topics, uuidv7, type Topic } from '@vmeste/sdk'
import { requireReach } from '../consent/ask-contact.ts'
import { recordConsent } from '../consent/record-consent.ts'
import type { AppealsCtx, AppealsTx } from '../ctx.ts'
import { computeDues, nextDue } from '../report/due-dates.ts'
import { ownContact } from '../notify/own-contact.ts'
import { problems } from '../problems.ts'
import { awaiting } from '../publish/awaiting.ts'
import { typedAddress } from '../publish/text-state.ts'
import { objectType, otherTile } from '../registry/tiles.ts'
import { nextStatus } from '../life/report-status.ts'
import { groundOf, wayOf } from '../registry/route-of.ts'
import type { Route } from '../registry/routing.ts'
import { Secrets } from '../secrets.ts'
import { settingsOf } from '../settings.ts'
import type { Tile } from '../storage/registry.entity.ts'
import { publicViews } from '../tracking/public-view.ts'
import { limitsOf } from '../report/limits.ts'
import { findDuplicates, houseOf } from './find-duplicates.ts'
import { limitBurst, limitRate, windowStart } from './limit-rate.ts'
import { lookUp, type LookedUp } from './look-up.ts'
import { questionPoint } from './question-point.ts'
import { isRepeat, type NewReport, storeReport } from './store-report.ts'
import { photosUpTo, submission, type Submission } from './submission.ts'
import { repeatedView, submittedView, type SubmittedView } from './submitted-view.ts'

/**
 * A report of a resident or guest: checked, placed, routed, dated and stored in one transaction, or not at all.
 * Sending the same submission again gives the same result.
 *
 * @throws Problem `INPUT_INVALID`, `PLACE_UNKNOWN`, `PLACE_MISSING`, `PLACE_ELSEWHERE`, `TILE_UNKNOWN`, `TOPIC_UNKNOWN`,
 *   `CALL_FIRST`, `DUPLICATE_SUSPECTED`, `TOO_MANY_REPORTS`, `FILE_UNKNOWN`, `CONTACT_EMAIL_NOWHERE`, `CONTACT_PHONE_NOWHERE`
 */
export async function submitReport(ctx: AppealsCtx, raw: unknown): Promise<SubmittedView> {
  const input = parseInput(submission(ctx.city.country), raw, ctx.lang)
  parseInput(photosUpTo(settingsOf(ctx).maxPhotos), input.photos, ctx.lang, 'input.photos')
  const secrets = ctx.use(Secrets)
  const key = {
    submission: digest(`submit:${input.submissionKey.toLowerCase()}`),
    actor: secrets.actor(ctx.actor),
    object: input.object,
    since: windowStart(ctx),
  }
  const known = await lookUp(ctx, key)
  if (known.repeat) return repeatedView(ctx, key.submission)
  limitRate(ctx, known)
  await requireReach(ctx, input.contact, 'input.contact')

  const place = await placeOf(ctx, input, known)
  if (input.object === null && place.point && !input.anyPlace) await questionPoint(ctx, place.point)
  const { tile, topic } = await subjectOf(ctx, input, known)
  if (topic.callFirst && !input.called)
    throw problems.callFirst(topic.callFirst, { code: topic.code, title: ctx.say(topic.title) })
  if (!input.anywayNew) {
    const alike = await findDuplicates(
      ctx,
      {
        object: place.object,
        tile: tile?.code ?? null,
        topic: topic.code,
        point: place.point,
        house: houseOf(ctx, place.address),
      },
      key.submission,
    )
    if (alike.length > 0) throw problems.duplicate(await publicViews(ctx, alike, place.point))
  }
  const report = await draw(ctx, { input, known, place, tile, topic, key })
  limitBurst(ctx, key.actor)
  try {
    const stored = await ctx.db.transaction((tx) => store(ctx, tx, report, input))
    await ownContact(ctx, report.id, input.contact)
    return submittedView(ctx, stored)
  } catch (error) {
    // the same submission twice at the same moment: the other one was stored
    if (isRepeat(error)) return repeatedView(ctx, key.submission)
    throw error
  }
}

async function store(ctx: AppealsCtx, tx: AppealsTx, report: NewReport, input: Submission) {
  if (input.photos.length > 0) await ctx.use(Files).attach(tx, input.photos, `appeals:Report:${report.id}`)
  // late, because others wait for the series until this commits
  const number = await ctx.use(Numbering).next(tx, 'С')
  const stored = await storeReport(tx, { ...report, number }, input.photos)
  if (input.contact) await recordConsent(ctx, tx, { report: report.id, supporter: null }, input.contact.words)
  return stored
}

interface Placed {
  readonly object: string | null
  readonly address: string | null
  readonly point: { lat: number; lon: number } | null
  readonly territory: string | null
}

async function placeOf(ctx: AppealsCtx, input: Submission, { object }: LookedUp): Promise<Placed> {
  if (input.object !== null) {
    if (!object) throw problems.placeUnknown(input.object)
    const { lat, lon } = object
    return {
      object: object.code,
      address: object.address,
      territory: (await groundOf(ctx, object, null)).territory,
      point: lat === null || lon === null ? null : { lat, lon },
    }
  }
  const [point, address] = [input.place?.point ?? null, input.place?.address || null]
  if (!point && !address) throw problems.placeMissing()
  const { territory } = await groundOf(ctx, null, point)
  return { object: null, address, point, territory }
}

async function subjectOf(
  ctx: AppealsCtx,
  input: Submission,
  { object, type }: LookedUp,
): Promise<{ tile: Tile | null; topic: Topic }> {
  const tiles = object ? objectType(object.type, type).tiles : [otherTile]
  const tile = input.tile === null ? null : (tiles.find((one) => one.code === input.tile) ?? null)
  if (input.tile !== null && !tile) throw problems.tileUnknown()
  const topic = await ctx.use(Topics).find(tile?.topic ?? input.topic ?? otherTile.topic)
  if (!topic) throw problems.topicUnknown()
  return { tile, topic }
}

interface Drawing {
  input: Submission
  known: LookedUp
  place: Placed
  tile: Tile | null
  topic: Topic
  key: { submission: string; actor: string }
}

/** The row as it will stand, but for its number. */
async function draw(ctx: AppealsCtx, { input, known, place, tile, topic, key }: Drawing): Promise<NewReport> {
  const now = ctx.clock.now()
  const [way, dues] = await Promise.all([
    wayOf(ctx, topic, { territory: place.territory, owner: known.object?.department ?? null }, known.rules),
    computeDues(ctx, topic, now),
  ])
  const status = firstStatus(ctx, way, input.text)
  const id = uuidv7(now.getTime())
  return {
    id,
    status,
    channel: place.object === null ? 'WEB' : 'QR',
    lang: ctx.lang,
    topic: topic.code,
    tile: tile?.code ?? null,
    tile_title: tile?.title ?? null,
    object: place.object,
    place_name: known.object?.name ?? null,
    address: place.address,
    address_key: houseOf(ctx, place.address) ?? null,
    lat: place.point?.lat ?? null,
    lon: place.point?.lon ?? null,
    territory: place.territory,
    text: input.text,
    department: status === 'ROUTED' ? way.department : null,
    route_reason: way.reason,
    rule: way.rule,
    ...dues,
    next_due: nextDue({ ...dues, status, planned_for: null }, ctx.city.timezone),
    photo_count: input.photos.length,
    photo_consent: input.photoConsent,
    submission_hash: key.submission,
    tracking_hash: digest(ctx.use(Secrets).tracking('REPORTER', id)),
    actor_hash: key.actor,
    person: ctx.actor.kind === 'person' ? ctx.actor.key : null,
    contact_email: input.contact?.email ?? null,
    contact_phone: input.contact?.phone ?? null,
    ...awaiting(
      { text: input.text, address: typedAddress(place), photos: input.photoConsent && input.photos.length > 0 },
      settingsOf(ctx).publish,
      now,
    ),
    created_at: now,
    updated_at: now,
  }
}

function firstStatus(ctx: AppealsCtx, way: Route, text: string | null) {
  const fresh = { status: 'NEW', returns: 0, reopens: 0 } as const
  if (text !== null && isObscene(text)) return nextStatus(fresh, 'hold', 'system', {}, ctx.clock.now(), limitsOf(ctx))
  return way.department === null
    ? 'NEW'
    : nextStatus(fresh, 'route', 'system', { department: way.department }, ctx.clock.now(), limitsOf(ctx))
}
