import { Accounts, type Account, type Clock } from '@vmeste/sdk'
import type { IdentityUsers, User } from '../../identity/shared/port/identity-port.ts'
import { withIncluded } from '../../roles/known-roles.ts'
import type { RolesOfCity } from '../../roles/roles-of-city.ts'
import { rolesHere } from './staff-accounts.ts'

export interface CityAccountsOptions {
  /** Address of the city. */
  readonly slug: string
  /** Nothing where the host has no accounts: then nobody works anywhere. */
  users(): IdentityUsers | undefined
  roles(): RolesOfCity | undefined
  readonly clock: Clock
}

const page = 100
/** No city has more staff than that. */
const maxPages = 50
/** Who works here changes seldom, and this is asked every minute. */
const keptMs = 55_000

/** `Accounts` of one city, by whichever provider. */
export class CityAccounts extends Accounts {
  readonly #options: CityAccountsOptions
  #kept: { readonly users: Promise<readonly User[]>; readonly until: number } | undefined

  constructor(options: CityAccountsOptions) {
    super()
    this.#options = options
  }

  async staff(): Promise<readonly Account[]> {
    return (await this.#users()).map(accountOf)
  }

  async holders(permission: string): Promise<readonly Account[]> {
    const roles = this.#options.roles()
    if (!roles) return []
    return (await this.#users())
      .filter((user) => roles.permissionsOf(withIncluded(rolesHere(user, this.#options.slug))).has(permission))
      .map(accountOf)
  }

  async everybody(): Promise<readonly Account[]> {
    return (await this.#read()).map(accountOf)
  }

  async find(person: string): Promise<Account | undefined> {
    const user = await this.#options.users()?.findByKey(person)
    return user && accountOf(user)
  }

  #users(): Promise<readonly User[]> {
    const now = this.#options.clock.now().getTime()
    if (this.#kept && now < this.#kept.until) return this.#kept.users
    const kept = (this.#kept = {
      users: this.#read().then((all) => all.filter(({ enabled }) => enabled)),
      until: now + keptMs,
    })
    kept.users.catch(() => {
      if (this.#kept === kept) this.#kept = undefined // a failed look is not kept
    })
    return kept.users
  }

  async #read(): Promise<readonly User[]> {
    const users = this.#options.users()
    const city = this.#options.slug
    const all: User[] = []
    let after: string | undefined
    for (let at = 0; users && at < maxPages; at++) {
      const some = await users.list({ city, limit: page, ...(after === undefined ? {} : { after }) })
      all.push(...some.filter((user) => rolesHere(user, city).length > 0))
      if (some.length < page) break
      after = some.at(-1)?.username
    }
    return all
  }
}

const accountOf = ({ key, username, email, emailVerified, invited, enabled }: User): Account => ({
  person: key,
  login: username,
  email: email ?? null,
  emailProven: Boolean(email) && (emailVerified === true || invited),
  emailVerified: Boolean(email) && emailVerified === true,
  comes: enabled && !invited,
})
