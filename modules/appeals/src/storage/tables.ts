import type { Lang, Text } from '@vmeste/sdk'
import type { Generated } from '@vmeste/sdk/storage'
import type { ReportStatus } from '../report/report-status.ts'

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
  created_at: Date
  updated_at: Date
}
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

export interface QrObjectTable {
  city: Generated<number>
  code: string
  type: string
  name: Text
  address: string
  lat: number | null
  lon: number | null
  department: string | null
  territory: string | null
  active: Generated<boolean>
  created_at: Date
  updated_at: Date
}
export interface ObjectTypeTable {
  city: Generated<number>
  code: string
  title: Text
  icon: string
  tiles: Tile[]
  updated_at: Date
}
export interface Tile {
  readonly code: string
  readonly title: Text
  readonly icon: string
  readonly topic: string
}
export interface RoutingRuleTable {
  city: Generated<number>
  number: number
  topic: string | null
  territory: string | null
  department: string
}

export interface Tables {
  report: ReportTable
  report_photo: PhotoTable
  history: HistoryTable
  supporter: SupporterTable
  draft: DraftTable
  qr_object: QrObjectTable
  object_type: ObjectTypeTable
  routing_rule: RoutingRuleTable
}
