import type { Lang, PictureArea } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'
import type { ReportStatus } from '../life/report-status.ts'
import type { WordsState } from './report.entity.ts'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

/** A photo of a report; the file itself belongs to the files service. */
export const ReportPhoto = defineEntity({
  name: 'ReportPhoto',
  schema: 'appeals',
  tableName: 'report_photo',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    file: p.uuid().primary(),
    kind: p.text(),
    round: p.smallint(),
    position: p.smallint(),
    visibility: p.text(),
    checkedBy: p.text().nullable(),
    checkedAt: p.datetime(3).nullable(),
    covers: p.json().defaultRaw(`'[]'`),
  },
  indexes: [{ name: 'report_photo_checking_index', properties: ['city', 'report'], where: `visibility = 'CHECKING'` }],
})

/** What happened to a report, in order of `id`. */
export const History = defineEntity({
  name: 'History',
  schema: 'appeals',
  tableName: 'history',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    id: p.uuid().primary(),
    at: p.datetime(3),
    kind: p.text(),
    statusFrom: p.text().nullable(),
    statusTo: p.text(),
    actor: p.text(),
    actorName: p.text().nullable(),
    department: p.text().nullable(),
    note: p.text().nullable(),
    day: p.date().nullable(),
    rating: p.smallint().nullable(),
    public: p.boolean(),
    noteState: p.text().default('WAITING'),
  },
})

/** Somebody who pressed «Тоже вижу». */
export const Supporter = defineEntity({
  name: 'Supporter',
  schema: 'appeals',
  tableName: 'supporter',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    id: p.uuid().primary(),
    actorHash: p.text(),
    submissionHash: p.text(),
    trackingHash: p.text(),
    person: p.text().nullable(),
    contactEmail: p.text().nullable(),
    contactPhone: p.text().nullable(),
    lang: p.text(),
    createdAt: p.datetime(3),
  },
  uniques: [
    { name: 'supporter_once_unique', properties: ['city', 'report', 'actorHash'] },
    { name: 'supporter_tracking_unique', properties: ['city', 'trackingHash'] },
  ],
  indexes: [
    { name: 'supporter_person_index', properties: ['city', 'person'], where: 'person is not null' },
    { name: 'supporter_actor_index', properties: ['city', 'actorHash', 'createdAt'] },
  ],
})

/** An answer that somebody is still writing. */
export const Draft = defineEntity({
  name: 'Draft',
  schema: 'appeals',
  tableName: 'draft',
  properties: {
    city: city(),
    report: p.uuid().primary(),
    staff: p.text().primary(),
    text: p.text(),
    photos: p.array().columnType('uuid[]'),
    updatedAt: p.datetime(3),
  },
})

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface PhotoTable {
  city: Generated<number>
  report: string
  file: string
  kind: 'BEFORE' | 'AFTER'
  /** Counts reopenings: which answer, or which «нет», the photo belongs to. */
  round: number
  position: number
  visibility: Visibility
  checked_by: string | null
  checked_at: Date | null
  covers: Generated<readonly PhotoCover[]>
}

/** An area of a photo that others do not see; whoever of staff covered it stands in the looks. */
export interface PhotoCover extends PictureArea {
  readonly id: string
  /** Whoever sent the photo covered it, and only they can show it again. */
  readonly byAuthor: boolean
  /** When, as JSON writes moments. */
  readonly at: string
}
export type Visibility = 'CHECKING' | 'PASSED' | 'HIDDEN'

export interface HistoryTable {
  city: Generated<number>
  report: string
  id: string
  at: Date
  kind: StepKind
  status_from: ReportStatus | null
  status_to: ReportStatus
  /** A person's key, `guest` or `system`. */
  actor: string
  /** Staff only: residents stay nameless in a history. */
  actor_name: string | null
  department: string | null
  note: string | null
  /** The day a plan promises. */
  day: string | null
  rating: number | null
  public: boolean
  /** Counts for what a resident wrote; what staff write is theirs to answer for. */
  note_state: Generated<WordsState>
}
export const stepKinds = [
  'RECEIVED',
  'HELD',
  'RELEASED',
  'ROUTED',
  'REASSIGNED',
  'ACCEPTED',
  'RETURNED',
  'PLANNED',
  'ANSWERED',
  'CONFIRMED',
  'REOPENED',
  'CLOSED',
  'REJECTED',
  'PHOTO_PASSED',
  'PHOTO_HIDDEN',
  'DUE_SET',
  'CALL_ASKED',
  'CALLED',
  'CORRECTED',
  'PLAN_ASKED',
  'PLAN_REFUSED',
] as const
export type StepKind = (typeof stepKinds)[number]

export interface SupporterTable {
  city: Generated<number>
  report: string
  id: string
  actor_hash: string
  submission_hash: string
  tracking_hash: string
  person: string | null
  contact_email: string | null
  contact_phone: string | null
  lang: Lang
  created_at: Date
}

export interface DraftTable {
  city: Generated<number>
  report: string
  staff: string
  text: string
  photos: string[]
  updated_at: Date
}
