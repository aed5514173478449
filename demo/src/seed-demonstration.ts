/** The public entry of `@vmeste/demo`. */
import type { HostParts } from '@vmeste/host'
import { VmesteError } from '@vmeste/sdk'
import { setUpPlatformAccounts } from './accounts/set-up-accounts.ts'
import { cityPlans } from './plans/city-plans.ts'
import { finishCity, prepareCity, type CityState, type PreparedCity } from './cities/prepare-city.ts'
import type { DemonstrationClock } from './demonstration-clock.ts'
import { lettersDelivered, readLetters } from './month/letters.ts'
import { tellMonths, type Told } from './month/tell-months.ts'

export { DemonstrationClock } from './demonstration-clock.ts'
export { demonstrationAccounts, demonstrationPassword } from './accounts/demonstration-accounts.ts'

export interface DemonstrationOptions {
  /** Modules that the cities start with. */
  readonly newCity: readonly string[]
  /** What is being done, in one line at a time. */
  readonly onProgress?: (text: string) => void
}

export interface DemonstrationSummary {
  readonly cities: readonly {
    readonly slug: string
    readonly state: CityState
    /** Told now. */ readonly reports: number
  }[]
  readonly photos: number
  readonly milliseconds: number
}

/**
 * Fills an empty platform with two invented cities and a month of their life, played through the real graph by the
 * invented people themselves. What exists is left alone, so every later start costs a few milliseconds; a seeding that
 * was interrupted goes on where it stopped.
 *
 * @param host of the demonstration only: anybody may read its password
 * @param clock the one that the host was made with
 * @throws VmesteError `VMESTE_DEMONSTRATION_IDENTITY` where accounts cannot be made, `VMESTE_DEMONSTRATION_REFUSED`
 *   when the graph refuses a step
 */
export async function seedDemonstration(
  host: HostParts,
  clock: DemonstrationClock,
  options: DemonstrationOptions,
): Promise<DemonstrationSummary> {
  const started = performance.now()
  const { onProgress = () => undefined, newCity } = options
  const users = host.identity?.users
  if (!users)
    throw new VmesteError(
      'VMESTE_DEMONSTRATION_IDENTITY',
      'The demonstration needs an identity provider that makes accounts; start the host with the embedded one',
    )
  const platform = await setUpPlatformAccounts(users)
  const prepared: PreparedCity[] = []
  for (const plan of cityPlans) prepared.push(await prepareCity({ host, users, platform, newCity, onProgress }, plan))
  const open = prepared.filter((city) => city.work !== undefined)
  const now = clock.now()
  let told: Told = { reports: new Map(), photos: 0 }
  try {
    if (open.length > 0) told = await tellMonths(host, open, clock, { now, onProgress })
  } finally {
    clock.follow()
  }
  if (open.length > 0) await lettersDelivered(host)
  for (const { plan, work } of open) await readLetters(host, plan, work!, now)
  for (const city of open) await finishCity(users, city)
  return {
    cities: prepared.map(({ plan, state }) => ({
      slug: plan.city.slug,
      state,
      reports: told.reports.get(plan.city.slug) ?? 0,
    })),
    photos: told.photos,
    milliseconds: Math.round(performance.now() - started),
  }
}
