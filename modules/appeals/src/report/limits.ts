import type { AppealsCtx } from '../ctx.ts'
import type { Limits } from '../life/report-status.ts'
import { settingsOf } from '../settings.ts'

/** How often a report may come back, as the city has set it. */
export function limitsOf(ctx: AppealsCtx): Limits {
  const { returnLimit, reopenLimit, reopenDays } = settingsOf(ctx)
  return { returns: returnLimit, reopens: reopenLimit, reopenDays }
}
