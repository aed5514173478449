import type { Text } from '@vmeste/sdk'
import { defineEntity, p, type Generated } from '@vmeste/sdk/storage'
import type { Scores } from '../criteria.ts'

const city = () => p.integer().primary().defaultRaw('core.current_city()')
const scores = () => ({
  simplicity: p.smallint(),
  information: p.smallint(),
  timeliness: p.smallint(),
  courtesy: p.smallint(),
})

/** What the city has entered itself: services, and departments it wants to be called or treated otherwise. */
export const RatedObject = defineEntity({
  name: 'RatedObject',
  schema: 'ratings',
  tableName: 'object',
  properties: {
    city: city(),
    code: p.text().primary(),
    kind: p.text(),
    title: p.json(),
    parent: p.text().nullable(),
    department: p.text().nullable(),
    active: p.boolean(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
})

/** One finished thing, one letter, one rating. */
export const Invitation = defineEntity({
  name: 'Invitation',
  schema: 'ratings',
  tableName: 'invitation',
  properties: {
    city: city(),
    id: p.uuid().primary(),
    subject: p.text(),
    object: p.text(),
    title: p.text(),
    tokenHash: p.text(),
    event: p.text(),
    createdAt: p.datetime(3),
    expiresAt: p.datetime(3),
    usedAt: p.datetime(3).nullable(),
  },
  uniques: [
    { name: 'invitation_subject_unique', properties: ['city', 'subject'] },
    { name: 'invitation_token_unique', properties: ['city', 'tokenHash'] },
  ],
})

export const Rating = defineEntity({
  name: 'Rating',
  schema: 'ratings',
  tableName: 'rating',
  properties: {
    city: city(),
    id: p.uuid().primary(),
    object: p.text(),
    subject: p.text().nullable(),
    verified: p.boolean(),
    counted: p.boolean(),
    ...scores(),
    rater: p.text(),
    person: p.text().nullable(),
    comment: p.text().nullable(),
    commentState: p.text(),
    hiddenReason: p.text().nullable(),
    answer: p.text().nullable(),
    answeredBy: p.text().nullable(),
    answeredAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3),
    updatedAt: p.datetime(3),
  },
  uniques: [{ name: 'rating_subject_unique', properties: ['city', 'subject'] }],
  indexes: [
    { name: 'rating_rater_index', properties: ['city', 'rater', 'createdAt'] },
    { name: 'rating_object_index', properties: ['city', 'object', 'createdAt', 'id'] },
    { name: 'rating_newest_index', properties: ['city', 'createdAt', 'id'] },
    { name: 'rating_waiting_index', properties: ['city', 'updatedAt'], where: "comment_state = 'CHECKING'" },
    { name: 'rating_person_index', properties: ['city', 'person'], where: 'person is not null' },
  ],
})

export const Tally = defineEntity({
  name: 'Tally',
  schema: 'ratings',
  tableName: 'tally',
  properties: {
    city: city(),
    object: p.text().primary(),
    month: p.date().primary(),
    verified: p.boolean().primary(),
    n: p.integer(),
    simplicity: p.integer(),
    information: p.integer(),
    timeliness: p.integer(),
    courtesy: p.integer(),
  },
})

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
  /** Key of whoever of the staff answered. */
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
