import type { HostParts } from '@vmeste/host'
import type { IdentityUsers, User } from '@vmeste/host/identity'
import { inviteHead, isComplete, setUpStaffAccounts } from '../accounts/set-up-accounts.ts'
import { personOf } from '../graph/actors.ts'
import type { Visitor } from '../graph/ask.ts'
import type { CityPlan } from '../plans/city-plan.ts'
import { enterStaff, setUpDirectory } from './set-up-directory.ts'
import { setUpModules } from './set-up-modules.ts'
import { setUpPlaces } from './set-up-places.ts'

export interface Preparing {
  readonly host: HostParts
  readonly users: IdentityUsers
  readonly platform: ReadonlyMap<string, User>
  readonly newCity: readonly string[]
  readonly onProgress: (text: string) => void
}

/**
 * `there`: was complete and has been left alone; `taken`: a city of that name that is not ours; `made`: new;
 * `finished`: was half-made.
 */
export type CityState = 'there' | 'taken' | 'made' | 'finished'

/** A city with everything in it that stands still; `work` is there when its month has still to be played. */
export interface PreparedCity {
  readonly plan: CityPlan
  readonly state: CityState
  readonly work?: CityWork
}
export interface CityWork {
  readonly id: number
  readonly admin: Visitor
  readonly departments: ReadonlyMap<string, string>
  /** Accounts by user name: the staff of this city and whoever belongs to none. */
  readonly accounts: ReadonlyMap<string, User>
  /** Whether the city has what reports need. */
  readonly takesReports: boolean
  /** Whether people can rate what was done. */
  readonly takesRatings: boolean
}

export async function prepareCity(
  { host, users, platform, newCity, onProgress }: Preparing,
  plan: CityPlan,
): Promise<PreparedCity> {
  const { slug, name } = plan.city
  const existing = host.store.bySlug(slug)?.city
  if (existing && !existing.demonstration) return { plan, state: 'taken' }
  if (existing && (await isComplete(users, slug))) return { plan, state: 'there' }
  onProgress(
    existing ? `${name.en}: half-made, going on` : `${name.en}: directory, staff, ${plan.objects.length} places`,
  )
  const also = (plan.also ?? []).filter(({ module }) => host.registry.installed.has(module))
  const { id } =
    existing ?? (await host.createCity(plan.city, [...new Set([...newCity, ...also.map(({ module }) => module)])]))
  const accounts = new Map([...platform, ...(await setUpStaffAccounts(users, plan))])
  const admin: Visitor = { host, city: id, lang: 'ru', actor: personOf(accounts.get(`admin.${slug}`)!, slug) }
  await setUpModules(admin, also)
  const departments = await setUpDirectory(admin, plan)
  for (const member of plan.staff) {
    const account = accounts.get(`${member.account}.${slug}`)
    if (account) await enterStaff(admin, account, member, departments)
  }
  const takesReports = has(host, id, 'submitReport')
  if (takesReports) await setUpPlaces(admin, plan.objects)
  return {
    plan,
    state: existing ? 'finished' : 'made',
    work: { id, admin, departments, accounts, takesReports, takesRatings: has(host, id, 'rate') },
  }
}

/** The head gets an account when there is something to see; with it the city counts as complete. */
export async function finishCity(users: IdentityUsers, { plan, work }: PreparedCity): Promise<void> {
  const head = plan.staff.find(({ role }) => role === 'head')
  if (!work || !head) return
  await enterStaff(work.admin, await inviteHead(users, plan), head, work.departments)
}

/** Asked of the city's own graph, because the module may be off or not installed. */
function has(host: HostParts, city: number, mutation: string): boolean {
  const snapshot = host.store.get(city)
  return Boolean(snapshot && host.graphs.for(snapshot).graph.schema.getMutationType()?.getFields()[mutation])
}
