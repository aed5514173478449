import type { Selectable } from '@vmeste/sdk/storage'
import { sql } from '@vmeste/sdk/storage'
import type { ReportTable } from '../storage/report.entity.ts'

/** Columns of every list and page. The derivation is large and asked for alone; hashes never leave. */
const plain = [
  'id',
  'number',
  'status',
  'version',
  'channel',
  'lang',
  'topic',
  'tile',
  'tile_title',
  'object',
  'place_name',
  'address',
  'lat',
  'lon',
  'territory',
  'text',
  'department',
  'route_reason',
  'rule',
  'make_safe_due',
  'due',
  'due_by_day',
  'next_due',
  'due_state',
  'planned_reason',
  'breached_at',
  'first_response_at',
  'answered_at',
  'confirmed_at',
  'reopened_at',
  'closed_at',
  'answer',
  'rating',
  'reopens',
  'returns',
  'supporters',
  'photo_count',
  'photo_consent',
  'actor_hash',
  'person',
  'contact_email',
  'contact_phone',
  'text_state',
  'waiting_since',
  'covers',
  'withdrawn_at',
  'withdrawn_reason',
  'erased_at',
  'created_at',
  'updated_at',
] as const satisfies readonly (keyof ReportTable)[]

// the driver would make a date of it at the server's midnight; a day is a day
const plannedFor = sql<string | null>`planned_for::text`.as('planned_for')
const askedFor = sql<string | null>`asked_for::text`.as('asked_for')

export const reportColumns = [...plain, plannedFor, askedFor] as const
export type ReportRow = Readonly<Pick<Selectable<ReportTable>, (typeof plain)[number] | 'planned_for' | 'asked_for'>>
