import { Deadlines, Problem, type Deadline, type Topic, endOfDay } from '@vmeste/sdk'
import type { AppealsCtx } from '../ctx.ts'
import type { ReportStatus } from '../life/report-status.ts'
import { settingsOf } from '../settings.ts'
import type { Derivation, DueState } from '../storage/report.entity.ts'

/** What a topic promises from a moment on. */
export interface Dues {
  readonly make_safe_due: Date | null
  readonly due: Date | null
  readonly due_by_day: boolean
  readonly due_state: DueState
  readonly derivation: Derivation
}

/**
 * Make-safe and fix dates of a topic. Intake never stops for a calendar: what cannot be counted yet is marked, and
 * filled in when the city loads the calendar of that year.
 * @param fresh reads the calendars anew, for whoever answers their change
 */
export async function computeDues(ctx: AppealsCtx, topic: Topic, from: Date, fresh = false): Promise<Dues> {
  const profile = settingsOf(ctx).deadlineProfile
  const compute = async (term: string | undefined): Promise<Deadline | 'missing' | undefined> => {
    if (!term) return undefined
    try {
      return await ctx.use(Deadlines).compute({ profile, term, from, fresh })
    } catch (error) {
      if (error instanceof Problem && error.code === 'CALENDAR_YEAR_MISSING') return 'missing'
      throw error
    }
  }
  const [makeSafe, fix] = await Promise.all([compute(topic.makeSafe), compute(topic.fix)])
  const known = (deadline: typeof fix) => (deadline === 'missing' ? undefined : deadline)
  const derived = (deadline: Deadline | undefined) =>
    deadline && { profile: deadline.profile, steps: deadline.steps.map(({ at, rule, text }) => ({ at, rule, text })) }
  const [safe, fixed] = [known(makeSafe), known(fix)]
  return {
    make_safe_due: safe?.due ?? null,
    due: fixed?.due ?? null,
    due_by_day: fixed?.precision === 'day',
    due_state:
      makeSafe === 'missing' || fix === 'missing'
        ? 'MISSING_CALENDAR'
        : safe?.provisional || fixed?.provisional
          ? 'PROVISIONAL'
          : safe || fixed
            ? 'SET'
            : 'NONE',
    derivation: { ...(safe && { makeSafe: derived(safe)! }), ...(fixed && { fix: derived(fixed)! }) },
  }
}

/** Nothing is promised. */
export const noDues: Dues = { make_safe_due: null, due: null, due_by_day: false, due_state: 'NONE', derivation: {} }

export interface Owed {
  readonly status: ReportStatus
  readonly make_safe_due: Date | null
  readonly due: Date | null
  readonly planned_for: string | null
}

const untouched: readonly ReportStatus[] = ['NEW', 'MODERATION', 'ROUTED', 'REOPENED']

/**
 * The nearest thing owed, as it is stored: the first action until somebody has taken the report in hand, then the fix;
 * a planned day stands instead of both, because a date given with its reason is no breach.
 */
export function nextDue({ status, make_safe_due, due, planned_for }: Owed, timezone: string): Date | 'infinity' {
  if (planned_for) return endOfDay(planned_for, timezone)
  const owed = [...(untouched.includes(status) ? [make_safe_due] : []), due].filter((date) => date !== null)
  return owed.length > 0 ? new Date(Math.min(...owed.map(Number))) : (make_safe_due ?? 'infinity')
}
