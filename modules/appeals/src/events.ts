import { z } from '@vmeste/sdk'

/** What every event of a report says. No personal data: an event may leave the platform. */
const report = {
  report: z.uuid(),
  number: z.string(),
  topic: z.string(),
  department: z.string().nullable(),
  territory: z.string().nullable(),
  object: z.string().nullable(),
}

export const events = {
  /** `reachable` unless its author left neither account nor contact: then there is nobody to tell of it. */
  'appeals.report.received@1': z.object({
    ...report,
    channel: z.enum(['QR', 'WEB', 'STAFF']),
    held: z.boolean(),
    reachable: z.boolean(),
  }),
  /**
   * Given to a department. `rule` is the routing rule's number, `again` false at receipt, `previous` the department
   * that had it, `corrected` true where staff have corrected what the report is about or where it is.
   */
  'appeals.report.routed@1': z.object({
    ...report,
    department: z.string(),
    rule: z.int().nullable(),
    again: z.boolean(),
    corrected: z.boolean().optional(),
    previous: z.string().nullable(),
  }),
  'appeals.report.accepted@1': z.object(report),
  'appeals.report.returned@1': z.object({ ...report, times: z.int(), previous: z.string().nullable() }),
  'appeals.report.planned@1': z.object({ ...report, date: z.iso.date() }),
  /** A coordinator has not agreed to a day that a department asked for. */
  'appeals.report.plan_refused@1': z.object({ ...report, date: z.iso.date() }),
  /** Topic, place or text were corrected, and no other department has it by that; `dated`: another date is promised. */
  'appeals.report.corrected@1': z.object({ ...report, previous: z.string().nullable(), dated: z.boolean() }),
  'appeals.report.answered@1': z.object({ ...report, photos: z.int(), minutes: z.int() }),
  'appeals.report.confirmed@1': z.object({ ...report, rating: z.int().min(1).max(5).nullable() }),
  'appeals.report.reopened@1': z.object({ ...report, times: z.int(), rating: z.int().min(1).max(5).nullable() }),
  'appeals.report.closed@1': z.object(report),
  'appeals.report.rejected@1': z.object(report),
  'appeals.report.joined@1': z.object({ ...report, supporters: z.int() }),
  /** A photo was passed or hidden, dates were filled in: nothing a notice is sent about. */
  'appeals.report.changed@1': z.object(report),
  'appeals.report.overdue@1': z.object({ ...report, due: z.iso.datetime() }),
} as const satisfies Record<string, z.ZodType>
export type EventName = keyof typeof events

export const eventNames = Object.keys(events) as EventName[]
