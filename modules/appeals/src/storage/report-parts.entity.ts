import { defineEntity, p } from '@vmeste/sdk/storage'

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
