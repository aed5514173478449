import type { HostParts } from '@vmeste/host'
import type { PreparedCity } from '../cities/prepare-city.ts'
import type { DemonstrationClock } from '../demonstration-clock.ts'
import { Darkroom } from '../photos/darkroom.ts'
import { lettersDelivered } from './letters.ts'
import { castOf } from './cast.ts'
import { monthsAt } from './months.ts'
import { ToldReport, type Step } from './told-report.ts'
import { Uploads } from './uploads.ts'

export interface Told {
  readonly reports: ReadonlyMap<string, number>
  readonly photos: number
}
export interface TellingOptions {
  readonly now: Date
  readonly onProgress: (text: string) => void
}

/** Reports whose photos are on their way while earlier ones are told. */
const ahead = 12
/** Milliseconds of told time after which the platform is given a breath. */
const longPause = 2 * 3_600_000

/** Tells the months of all these cities at once, moment by moment, because there is one clock. */
export async function tellMonths(
  host: HostParts,
  cities: readonly PreparedCity[],
  clock: DemonstrationClock,
  { now, onProgress }: TellingOptions,
): Promise<Told> {
  const months = monthsAt(now)
  const uploads = new Uploads(new Darkroom(now))
  const reports = new Map<string, number>()
  const all = cities.flatMap(({ plan, work }) => {
    const month = work?.takesReports ? (months[plan.city.slug] ?? []) : []
    if (!work || month.length === 0) return []
    const cast = castOf(plan, work)
    reports.set(plan.city.slug, month.length)
    return month.map(
      (one, number) => new ToldReport(one, { cast, uploads, number, now, name: `${plan.city.slug} ${number}` }),
    )
  })
  await tell(all, host, clock, onProgress)
  return { reports, photos: uploads.stored }
}

async function tell(
  all: readonly ToldReport[],
  host: HostParts,
  clock: DemonstrationClock,
  onProgress: (text: string) => void,
): Promise<void> {
  const timeline = all
    .flatMap((told) => told.steps.map((step, order) => ({ ...step, told, first: order === 0 })))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  const firsts = timeline.filter(({ first }) => first).map(({ told }) => told)
  for (const told of firsts.slice(0, ahead)) told.prepare()
  let begun = 0,
    told = 0,
    before: Date | undefined
  for (const step of timeline satisfies readonly Step[]) {
    if (step.first) firsts[ahead + begun++]?.prepare()
    // letters carry the time at which they are written: nobody gets one of this morning tonight
    if (before && step.at.getTime() - before.getTime() > longPause) await lettersDelivered(host)
    clock.tell((before = step.at))
    await step.run()
    if (++told % 100 === 0)
      onProgress(`${told} of ${timeline.length} steps told, up to ${step.at.toISOString().slice(0, 10)}`)
  }
}
