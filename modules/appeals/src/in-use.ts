import type { AppealsCtx } from './ctx.ts'
import { openStatuses } from './report-status.ts'

/** Open reports: what would go silent if the module were switched off. */
export async function inUse(ctx: AppealsCtx) {
  const { count } = await ctx.db.read.selectFrom('report').select((eb) => eb.fn.countAll<number>().as('count')).where('status', 'in', openStatuses).executeTakeFirstOrThrow()
  return { count: Number(count), what: { ru: 'сообщений в работе', be: 'паведамленняў у працы', en: 'open reports' } }
}
