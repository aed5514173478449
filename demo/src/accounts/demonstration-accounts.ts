import type { CityRole, DemonstrationAccount, NewUser } from '@vmeste/host/identity'
import type { Text } from '@vmeste/sdk'
import type { CityPlan } from '../plans/city-plan.ts'
import { cityPlans } from '../plans/city-plans.ts'

/** One password for every invented person; it stands in the start table for everybody to read. */
export const demonstrationPassword = 'vmeste-demo-2026'

/** An invented person, and what the sign-in page calls them. */
export interface InventedPerson {
  readonly username: string
  readonly title: Text
  readonly city?: DemonstrationAccount['city']
  readonly givenName: string
  readonly familyName: string
  readonly cityRole?: CityRole
  readonly realmRoles?: readonly string[]
}

const platform: readonly InventedPerson[] = [
  {
    username: 'citizen',
    title: { ru: 'Жительница', be: 'Жыхарка', en: 'Resident' },
    givenName: 'Анна',
    familyName: 'Ковальчук (демо)',
  },
  {
    username: 'platform.admin',
    title: { ru: 'Администратор платформы', be: 'Адміністратар платформы', en: 'Platform administrator' },
    givenName: 'Лидия',
    familyName: 'Шпак (демо)',
    realmRoles: ['platform-admin'],
  },
]

/** The staff of a city. */
export const staffOf = ({ city: { slug, name }, staff }: CityPlan): InventedPerson[] =>
  staff.map((one) => ({
    username: `${one.account}.${slug}`,
    title: { ru: `${one.title.ru}, ${name.ru}`, be: `${one.title.be}, ${name.be}`, en: `${one.title.en}, ${name.en}` },
    city: { name, role: one.title },
    givenName: one.givenName,
    familyName: one.familyName,
    cityRole: { city: slug, role: one.role },
  }))

export const inventedPeople: readonly InventedPerson[] = [...platform, ...cityPlans.flatMap(staffOf)]

const wanted: readonly string[] = ['citizen', 'executor', 'head', 'operator', 'admin']
/**
 * Whoever a visitor will want to be first: whoever reports, whoever mends, whoever looks; the executors of other
 * services stand below.
 */
const firstOf = ({ username }: InventedPerson): number => {
  const at = wanted.indexOf(username.split('.')[0]!)
  return at < 0 ? wanted.length : at
}

/** What the sign-in page offers and the start table lists: everyone a visitor may step into. */
export const demonstrationAccounts: readonly DemonstrationAccount[] = inventedPeople
  .toSorted((one, other) => firstOf(one) - firstOf(other))
  .map(({ username, title, city }) => ({ username, title, ...(city ? { city } : {}) }))

export const newUser = ({ username, givenName, familyName, cityRole, realmRoles }: InventedPerson): NewUser => ({
  username,
  givenName,
  familyName,
  password: demonstrationPassword,
  email: `${username}@example.com`,
  assurance: 'PHONE',
  demonstration: true,
  realmRoles: realmRoles ?? ['citizen'],
  cityRoles: cityRole ? [cityRole] : [],
})
