import type { Lang, Text } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'
import { openStatuses, type ReportStatus } from '../life/report-status.ts'

const open = `status in (${openStatuses.map((status) => `'${status}'`).join(', ')})`

/** A message of a resident. Indexes are partial where a list is: what is open is a sliver of what there ever was. */
export const Report = defineEntity({
  name: 'Report',
  schema: 'appeals',
  tableName: 'report',
  properties: {
    city: p.integer().primary().defaultRaw('core.current_city()'),
    id: p.uuid().primary(),
    number: p.text(),
    status: p.text(),
    version: p.integer().default(1),
    channel: p.text(),
    lang: p.text(),
    topic: p.text(),
    tile: p.text().nullable(),
    tileTitle: p.json().nullable(),
    object: p.text().nullable(),
    placeName: p.json().nullable(),
    address: p.text().nullable(),
    addressKey: p.text().nullable(),
    lat: p.double().nullable(),
    lon: p.double().nullable(),
    territory: p.text().nullable(),
    text: p.text().nullable(),
    department: p.text().nullable(),
    routeReason: p.json(),
    rule: p.integer().nullable(),
    makeSafeDue: p.datetime(3).nullable(),
    due: p.datetime(3).nullable(),
    dueByDay: p.boolean(),
    nextDue: p.datetime(3).defaultRaw(`'infinity'`),
    dueState: p.text(),
    derivation: p.json(),
    plannedFor: p.date().nullable(),
    plannedReason: p.text().nullable(),
    breachedAt: p.datetime(3).nullable(),
    askedFor: p.date().nullable(),
    firstResponseAt: p.datetime(3).nullable(),
    answeredAt: p.datetime(3).nullable(),
    confirmedAt: p.datetime(3).nullable(),
    reopenedAt: p.datetime(3).nullable(),
    closedAt: p.datetime(3).nullable(),
    answer: p.text().nullable(),
    rating: p.smallint().nullable(),
    reopens: p.smallint().default(0),
    returns: p.smallint().default(0),
    supporters: p.integer().default(1),
    photoCount: p.smallint(),
    photoConsent: p.boolean(),
    submissionHash: p.text(),
    trackingHash: p.text(),
    actorHash: p.text(),
    person: p.text().nullable(),
    contactEmail: p.text().nullable(),
    contactPhone: p.text().nullable(),
    overdueTold: p.datetime(3).nullable(),
    textState: p.text().default('WAITING'),
    waitingSince: p.datetime(3).nullable().defaultRaw('now()'),
    lookDue: p.datetime(3).nullable(),
    covers: p.integer().default(0),
    withdrawnAt: p.datetime(3).nullable(),
    withdrawnReason: p.text().nullable(),
    erasedAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [
    { name: 'report_number_unique', properties: ['city', 'number'] },
    { name: 'report_submission_unique', properties: ['city', 'submissionHash'] },
    { name: 'report_tracking_unique', properties: ['city', 'trackingHash'] },
  ],
  indexes: [
    { name: 'report_inbox_index', properties: ['city', 'nextDue', 'id'], where: open },
    { name: 'report_department_inbox_index', properties: ['city', 'department', 'nextDue', 'id'], where: open },
    { name: 'report_newest_index', properties: ['city', 'createdAt', 'id'] },
    { name: 'report_department_newest_index', properties: ['city', 'department', 'createdAt', 'id'] },
    { name: 'report_object_index', properties: ['city', 'object', 'createdAt'], where: 'object is not null' },
    { name: 'report_object_alive_index', properties: ['city', 'object', 'closedAt'], where: 'object is not null' },
    {
      name: 'report_address_index',
      properties: ['city', 'topic', 'addressKey', 'closedAt'],
      where: 'address_key is not null',
    },
    { name: 'report_place_index', properties: ['city', 'lat', 'lon'], where: 'lat is not null' },
    { name: 'report_actor_index', properties: ['city', 'actorHash', 'createdAt'] },
    { name: 'report_person_index', properties: ['city', 'person', 'createdAt'], where: 'person is not null' },
    { name: 'report_confirmed_index', properties: ['city', 'confirmedAt'], where: 'confirmed_at is not null' },
    { name: 'report_reopened_index', properties: ['city', 'reopenedAt'], where: 'reopened_at is not null' },
    { name: 'report_response_index', properties: ['city', 'firstResponseAt'], where: 'first_response_at is not null' },
    { name: 'report_closed_index', properties: ['city', 'closedAt'], where: 'closed_at is not null' },
    { name: 'report_breached_index', properties: ['city', 'breachedAt'], where: 'breached_at is not null' },
    { name: 'report_waiting_index', properties: ['city', 'waitingSince', 'id'], where: 'waiting_since is not null' },
    {
      name: 'report_due_unsure_index',
      properties: ['city', 'id'],
      where: `due_state in ('PROVISIONAL', 'MISSING_CALENDAR')`,
    },
  ],
})

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface ReportTable {
  city: Generated<number>
  id: string
  number: string
  status: ReportStatus
  version: Generated<number>
  channel: Channel
  lang: Lang
  topic: string
  tile: string | null
  tile_title: Text | null
  object: string | null
  place_name: Text | null
  address: string | null
  /** Street and house in one spelling, where the address names both. */
  address_key: Generated<string | null>
  lat: number | null
  lon: number | null
  territory: string | null
  text: string | null
  department: string | null
  route_reason: Text
  rule: number | null
  make_safe_due: Date | null
  due: Date | null
  /** The promise is a day: its time is the day's last second. */
  due_by_day: boolean
  /** The nearest thing owed; `Infinity` when nothing is, so that it sorts last. */
  next_due: Generated<Date | number>
  due_state: DueState
  derivation: Derivation
  planned_for: string | null
  planned_reason: string | null
  /** The promise that was broken already when the day that stands was planned: a plan hides no breach. */
  breached_at: Date | null
  /** A day further than a service plans alone: it waits for a coordinator’s yes. */
  asked_for: string | null
  first_response_at: Date | null
  answered_at: Date | null
  confirmed_at: Date | null
  reopened_at: Date | null
  closed_at: Date | null
  answer: string | null
  rating: number | null
  reopens: Generated<number>
  returns: Generated<number>
  supporters: Generated<number>
  photo_count: number
  photo_consent: boolean
  submission_hash: string
  tracking_hash: string
  /** Who, for limits and "once per person": a keyed hash of a person, a device or an address. */
  actor_hash: string
  person: string | null
  contact_email: string | null
  contact_phone: string | null
  /** The `next_due` whose passing staff have been told of. */
  overdue_told: Date | null
  text_state: Generated<WordsState>
  /** Since when something of it waits for a look; null once nothing does. */
  waiting_since: Generated<Date | null>
  /** When the look is due by the city's norm; counted soon after the waiting has begun. */
  look_due: Date | null
  /** How many stretches of its texts are covered by hand. */
  covers: Generated<number>
  /** Staff took all of it off public view, and what they told its author about why. */
  withdrawn_at: Date | null
  withdrawn_reason: string | null
  /** When its author’s words were taken out at their wish. */
  erased_at: Date | null
  created_at: Date
  updated_at: Date
}
/** What strangers are shown of somebody's words: nothing yet, all but what is covered, nothing for good. */
export type WordsState = 'WAITING' | 'SHOWN' | 'WITHHELD'
export type Channel = 'QR' | 'WEB' | 'STAFF'
export type DueState = 'SET' | 'PROVISIONAL' | 'MISSING_CALENDAR' | 'NONE'
/** How the dates came about, kept as it was told. */
export interface Derivation {
  readonly makeSafe?: Derived
  readonly fix?: Derived
}
export interface Derived {
  readonly profile: string
  readonly steps: readonly { readonly at: string; readonly rule: string; readonly text: Text }[]
}
