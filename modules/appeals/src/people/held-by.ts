import { Problem } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { findTracked } from '../tracking/find-tracked.ts'
import { reportType, supporterType } from './whose.ts'

/** What a tracking link makes its holder's own: that report, or that «Тоже вижу». */
export async function heldBy(ctx: AppealsCtx, secret: string): Promise<readonly string[]> {
  try {
    const { party, row, supporter } = await findTracked(ctx, secret)
    return [party === 'REPORTER' ? `${reportType}:${row.id}` : `${supporterType}:${supporter}`]
  } catch (error) {
    if (error instanceof Problem) return []
    throw error
  }
}
