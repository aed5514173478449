import { emptySubject, type Ctx, type Job, type PersonalData, type Plugin } from '@vmeste/sdk'
import type { RequestScope } from '../../city/request-scope.ts'
import { monthsOf, tableOf } from './held-about.ts'

/** The directory’s, whose term begins when somebody leaves. */
const staffTable = 'civic.staff'
/** Rounds of one declaration a day: what is left waits for the next. */
const rounds = 200

export interface ForgetParts {
  readonly plugins: () => readonly Plugin[]
  /** The platform itself at work in a city. */
  systemScope(city: number, name: string): RequestScope
  /** Whoever was taken off the staff of a city before that: the core knows it, the directory does not. */
  formerStaff(city: number, before: Date): Promise<readonly string[]>
}

/**
 * Once a day and city: what is over the term that its module has declared, whether the module is on there or off. One
 * that fails does not keep the others from it.
 */
export const forgetOld = (parts: ForgetParts): Job => ({ cron: '40 1 * * *', run: (ctx) => forget(parts, ctx) })

async function forget({ plugins, systemScope, formerStaff }: ForgetParts, ctx: Ctx): Promise<void> {
  const scope = systemScope(ctx.city.id, 'forget')
  const failed: string[] = []
  let first: unknown
  for (const plugin of plugins())
    for (const data of plugin.personalData ?? []) {
      if (data.retentionMonths === 0) continue
      try {
        const own = scope.ctx(plugin)
        const before = monthsBefore(ctx.clock.now(), monthsOf(own, data))
        if (tableOf(plugin, data) === staffTable) await forgetStaff(own, data, await formerStaff(ctx.city.id, before))
        else if (data.forget)
          for (let round = 0; round < rounds; round++) if ((await data.forget(own, before)) === 0) break
      } catch (error) {
        failed.push(tableOf(plugin, data))
        first ??= error
      }
    }
  if (failed.length > 0)
    throw new Error(`what is over its term could not be taken out of ${failed.join(', ')}`, { cause: first })
}

async function forgetStaff(ctx: Ctx, data: PersonalData, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await data.subject?.erase(ctx, { ...emptySubject, keys })
}

/** The same day of an earlier month, or that month's last: nothing goes before its term is over. */
export function monthsBefore(now: Date, months: number): Date {
  const before = new Date(now)
  before.setUTCMonth(now.getUTCMonth() - months)
  // the 31st of a month that has 30 days is the 1st of the next one
  if (before.getUTCDate() !== now.getUTCDate()) before.setUTCDate(0)
  return before
}
