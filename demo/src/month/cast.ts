import type { Actor } from '@vmeste/sdk'
import type { CityPlan } from '../plans/city-plan.ts'
import type { CityWork } from '../cities/prepare-city.ts'
import { guestWith, personOf } from '../graph/actors.ts'
import type { Visitor } from '../graph/ask.ts'
import type { PlannedReport } from './planned-report.ts'

/** Who plays in one city. */
export interface Cast {
  readonly operator: Visitor
  /** Whoever works in that department. */
  executor(department: string): Visitor
  /** Whoever sends; `number` is the report's own phone. */
  sender(report: PlannedReport, number: number): Visitor
  neighbour(phone: string): Visitor
  /** Whether people can rate what was done. */
  readonly rates: boolean
}

export function castOf(plan: CityPlan, { id, admin: { host }, accounts, takesRatings }: CityWork): Cast {
  const { slug } = plan.city
  const visitor = (actor: Actor, lang: Visitor['lang'] = 'ru'): Visitor => ({ host, city: id, actor, lang })
  const staff = (account: string): Visitor => visitor(personOf(accounts.get(`${account}.${slug}`)!, slug))
  const phoneOf = (phone: string, lang?: Visitor['lang']): Visitor =>
    visitor(phone === 'citizen' ? personOf(accounts.get('citizen')!, slug) : guestWith(slug, phone), lang)
  const executors = new Map(
    plan.staff
      .filter(({ role }) => role === 'executor')
      .flatMap(({ account, departments }) => departments.map((code) => [code, staff(account)] as const)),
  )
  return {
    operator: staff('operator'),
    rates: takesRatings,
    executor: (department) => executors.get(department)!,
    sender: ({ phone, lang }, number) => phoneOf(phone ?? `phone-${number}`, lang),
    neighbour: (phone) => phoneOf(phone),
  }
}
