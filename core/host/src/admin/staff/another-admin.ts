import type { IdentityUsers, User } from '../../identity/shared/port/identity-port.ts'

/** The role without which nobody could give or take any. */
export const cityAdmin = 'city-admin'
const pageOfAdmins = 100
/** No city has more pages of staff than this to look through for a second administrator. */
const maxPages = 50

export const isAdminIn = ({ enabled, cityRoles }: User, city: string): boolean =>
  enabled && cityRoles.some((each) => each.city === city && each.role === cityAdmin)

/** Whether a city keeps an administrator when this one goes. Whoever was invited and has no password yet is none. */
export async function hasAnotherAdmin(users: IdentityUsers, city: string, person: string): Promise<boolean> {
  let after: string | undefined
  for (let page = 0; page < maxPages; page++) {
    const some = await users.list({ city, limit: pageOfAdmins, ...(after ? { after } : {}) })
    if (some.some((each) => each.key !== person && !each.invited && isAdminIn(each, city))) return true
    if (some.length < pageOfAdmins) break
    after = some.at(-1)?.username
  }
  return false
}

/** Of these cities those that these accounts of one person administer, alone or with others. */
export async function administeredBy<City extends { readonly slug: string }>(
  users: IdentityUsers | undefined,
  keys: readonly string[],
  cities: readonly City[],
): Promise<City[]> {
  if (!users) return []
  const found = await Promise.all(keys.map((key) => users.findByKey(key)))
  return cities.filter(({ slug }) => found.some((user) => user && isAdminIn(user, slug)))
}

/** Of these cities those that nobody would administer without these accounts of one person. */
export async function citiesLeftAlone<City extends { readonly slug: string }>(
  users: IdentityUsers | undefined,
  keys: readonly string[],
  cities: readonly City[],
): Promise<City[]> {
  const alone = new Set<City>()
  for (const key of users ? keys : []) {
    const user = await users!.findByKey(key)
    for (const city of cities)
      if (user && isAdminIn(user, city.slug) && !(await hasAnotherAdmin(users!, city.slug, key))) alone.add(city)
  }
  return [...alone]
}
