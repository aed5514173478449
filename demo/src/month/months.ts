import { seasonAt } from '../photos/season.ts'
import type { PlannedReport } from './planned-report.ts'
import { uzdaBefore } from './uzda-before.ts'
import { uzdaDays } from './uzda-days.ts'
import { uzdaLeftOver } from './uzda-left-over.ts'
import { uzdaWeeks } from './uzda-weeks.ts'
import { zhodinoDays } from './zhodino-days.ts'
import { zhodinoLeftOver } from './zhodino-left-over.ts'
import { zhodinoWeeks } from './zhodino-weeks.ts'

/** The months of both cities, by slug. What breaks depends on the season. */
export function monthsAt(now: Date): Readonly<Record<string, readonly PlannedReport[]>> {
  const month = now.getUTCMonth() + 1
  const heating = month >= 10 || month <= 4
  const { snow } = seasonAt(now)
  return {
    uzda: [...uzdaBefore, ...uzdaLeftOver, ...uzdaWeeks(heating), ...uzdaDays(snow)],
    zhodino: [...zhodinoLeftOver, ...zhodinoWeeks(heating, snow), ...zhodinoDays(heating)],
  }
}
