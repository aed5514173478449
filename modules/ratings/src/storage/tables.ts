import type { Text } from '@vmeste/sdk'
import type { Generated } from '@vmeste/sdk/storage'
import type { Scores } from '../criteria.ts'

/** Columns as the database driver hands them over. `city` fills itself in. */
export interface ObjectTable {
  city: Generated<number>
  code: string
  kind: ObjectKind
  title: Text
  parent: string | null
  department: string | null
  active: boolean
  created_at: Date
  updated_at: Date
}
export const objectKinds = ['ORGANISATION', 'UNIT', 'SERVICE'] as const
export type ObjectKind = (typeof objectKinds)[number]

export interface InvitationTable {
  city: Generated<number>
  id: string
  /** `module:Type:id` */
  subject: string
  object: string
  title: string
  token_hash: string
  event: string
  created_at: Date
  expires_at: Date
  used_at: Date | null
}

export interface RatingTable extends Scores {
  city: Generated<number>
  id: string
  object: string
  subject: string | null
  verified: boolean
  /** False once the same person has rated the same object anew within the period. */
  counted: boolean
  /** Who, for "one person, one vote": a keyed hash of a person, a device or an address. */
  rater: string
  person: string | null
  comment: string | null
  comment_state: CommentState
  hidden_reason: string | null
  answer: string | null
  answered_by: string | null
  answered_at: Date | null
  created_at: Date
  updated_at: Date
}
/** NONE: only stars were given. */
export const commentStates = ['NONE', 'CHECKING', 'SHOWN', 'HIDDEN'] as const
export type CommentState = (typeof commentStates)[number]

/** Sums of a month: whatever the order in which ratings come and change, they are the same. */
export interface TallyTable extends Scores {
  city: Generated<number>
  object: string
  /** First day of the month, UTC. */
  month: string
  verified: boolean
  n: number
}

export interface Tables {
  object: ObjectTable
  invitation: InvitationTable
  rating: RatingTable
  tally: TallyTable
}
