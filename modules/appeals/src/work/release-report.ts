import { Topics } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { problems } from '../problems.ts'
import type { ReportRow } from '../report/report-row.ts'
import { groundOfStored, wayOf } from '../registry/route-of.ts'
import { recordLook } from './record-look.ts'
import { stillWaits } from '../publish/still-waits.ts'
import type { Wanted } from './change-report.ts'
import { moveReport } from './move-report.ts'

/** The text was harmless: on to where it would have gone at once. */
export function releaseReport(ctx: AppealsCtx, wanted: Wanted): Promise<ReportRow> {
  return moveReport(ctx, wanted, {
    as: 'coordinator',
    move: 'release',
    change: async (row, _status, tx) => {
      const topic = await ctx.use(Topics).find(row.topic)
      if (!topic) throw problems.topicUnknown()
      const way = await wayOf(ctx, topic, await groundOfStored(ctx, row))
      // to let a text go on is to have read it
      const looked = ctx.can('appeals.look')
      if (looked) await recordLook(ctx, tx, row, { kind: 'SHOWN', seconds: 0 })
      return {
        set: {
          ...(looked && {
            text_state: 'SHOWN' as const,
            waiting_since: await stillWaits(tx, { ...row, text_state: 'SHOWN' }),
          }),
          status: way.department === null ? 'NEW' : 'ROUTED',
          department: way.department,
          rule: way.rule,
          route_reason: way.reason,
        },
        step: { kind: way.department === null ? 'RELEASED' : 'ROUTED', public: way.department !== null },
        event:
          way.department === null
            ? { type: 'appeals.report.changed@1' }
            : { type: 'appeals.report.routed@1', data: { rule: way.rule, again: true, previous: null } },
      }
    },
  })
}
