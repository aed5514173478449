import { PushNews } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import { reportType } from '../report/report-type.ts'
import { findTracked } from './find-tracked.ts'

/**
 * «Сообщить на это устройство»: the browser that has the link. Nothing is left about whoever holds it, so that no
 * consent is asked for beside the browser's own.
 */
export async function followReport(ctx: AppealsCtx, { secret, push }: { secret: string; push: unknown }) {
  const { row } = await findTracked(ctx, secret)
  await ctx.db.transaction((tx) =>
    ctx.use(PushNews).follow(tx, `${reportType}:${row.id}`, { push, lang: ctx.lang, href: `/t/${secret}` }),
  )
  return { __typename: 'ReportFollowed', number: row.number }
}

export async function unfollowReport(ctx: AppealsCtx, { secret, endpoint }: { secret: string; endpoint: string }) {
  const { row } = await findTracked(ctx, secret)
  await ctx.db.transaction((tx) => ctx.use(PushNews).unfollow(tx, `${reportType}:${row.id}`, endpoint))
  return { __typename: 'ReportFollowed', number: row.number }
}
