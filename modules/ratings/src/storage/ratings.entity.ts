import { defineEntity, p } from '@vmeste/sdk/storage'

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
