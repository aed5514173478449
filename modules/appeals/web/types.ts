import type {
  InboxQuery,
  MorningQuery,
  QrObjectsQuery,
  QrPlaceQuery,
  ReportQuery,
  SubmitReportMutation,
  TopicsQuery,
  TrackQuery,
} from './operations.gen.ts'

/** Shapes of this module's operations, by the words its pages use. */
export type Place = NonNullable<QrPlaceQuery['place']>
export type Tile = Place['tiles'][number]
export type Known = Place['openReports'][number]
export type Tracked = NonNullable<TrackQuery['track']>
/** What leaving a contact asks for. */
export type Consent = Tracked['contactConsent']
export type Step = Tracked['steps'][number]
type SubmitOutcome = NonNullable<SubmitReportMutation['submitReport']>
export type Submitted = Extract<SubmitOutcome, { readonly __typename: 'SubmittedReport' }>
export type Topic = NonNullable<TopicsQuery['topics']>[number]
export type Row = NonNullable<InboxQuery['inbox']>['nodes'][number]
export type FullReport = NonNullable<ReportQuery['report']>
export type StaffPhoto = FullReport['photosBefore'][number]
export type ReportCover = FullReport['covers'][number]
export type TextPart = ReportCover['part']
export type ActionName = FullReport['actions'][number]['name']
export type MorningData = NonNullable<MorningQuery['morning']>
export type QrObject = NonNullable<QrObjectsQuery['qrObjects']>['nodes'][number]

/** What is shown right after sending, whether the answer of the mutation or the tracking page gave it. */
export interface SentFacts {
  readonly number: string
  readonly secret: string
  readonly joined: boolean
  readonly department: string | null
  readonly makeSafeDue: string | null
  readonly due: string | null
  readonly dueByDay: boolean
  readonly dueState: 'SET' | 'PROVISIONAL' | 'MISSING_CALENDAR' | 'NONE'
  readonly legal: string | null
  readonly contactConsent: Consent
}
