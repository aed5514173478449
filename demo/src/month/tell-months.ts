import type { PreparedCity } from '../cities/prepare-city.ts'
import type { DemonstrationClock } from '../demonstration-clock.ts'
import { Darkroom } from '../photos/darkroom.ts'
import { castOf } from './cast.ts'
import { monthsAt } from './months.ts'
import { ToldReport, type Step } from './told-report.ts'
import { Uploads } from './uploads.ts'

export interface Told { readonly reports: ReadonlyMap<string, number>; readonly photos: number }
export interface TellingOptions { readonly now: Date; onProgress(text: string): void }

/** Reports whose photos are on their way while earlier ones are told. */
const ahead = 12

/** Tells the months of all these cities at once, moment by moment, because there is one clock. */
export async function tellMonths(cities: readonly PreparedCity[], clock: DemonstrationClock, { now, onProgress }: TellingOptions): Promise<Told> {
  const months = monthsAt(now)
  const uploads = new Uploads(new Darkroom(now))
  const reports = new Map<string, number>()
  const all = cities.flatMap(({ plan, work }) => {
    const month = work?.takesReports ? months[plan.city.slug] ?? [] : []
    if (!work || month.length === 0) return []
    const cast = castOf(plan, work)
    reports.set(plan.city.slug, month.length)
    return month.map((one, number) => new ToldReport(one, { cast, uploads, number, now, name: `${plan.city.slug} ${number}` }))
  })
  await tell(all, clock, onProgress)
  return { reports, photos: uploads.stored }
}

async function tell(all: readonly ToldReport[], clock: DemonstrationClock, onProgress: (text: string) => void): Promise<void> {
  const timeline = all.flatMap((told) => told.steps.map((step, order) => ({ ...step, told, first: order === 0 })))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
  const firsts = timeline.filter(({ first }) => first).map(({ told }) => told)
  for (const told of firsts.slice(0, ahead)) told.prepare()
  let begun = 0, told = 0
  for (const step of timeline satisfies readonly Step[]) {
    if (step.first) firsts[ahead + begun++]?.prepare()
    clock.tell(step.at)
    await step.run()
    if (++told % 100 === 0) onProgress(`${told} of ${timeline.length} steps told, up to ${step.at.toISOString().slice(0, 10)}`)
  }
}
