import { Deadlines, Problem, wallTime, type Ctx } from '@vmeste/sdk'

/**
 * Whether people of the city are at work. Alarms do not stay away because nobody has loaded the year's calendar: then
 * it is weekdays from eight to five.
 */
export async function isWorkingTime(ctx: Pick<Ctx, 'use' | 'city'>, at: Date): Promise<boolean> {
  try {
    return await ctx.use(Deadlines).isWorkingTime(at)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'CALENDAR_YEAR_MISSING') throw error
    const { date, seconds } = wallTime(at, ctx.city.timezone)
    const day = new Date(`${date}T00:00:00Z`).getUTCDay()
    return day > 0 && day < 6 && seconds >= 8 * 3600 && seconds < 17 * 3600
  }
}
