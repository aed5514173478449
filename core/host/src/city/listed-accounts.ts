import { CityAccounts, type CityAccount } from '@vmeste/civic'
import type { IdentityUsers } from '../identity/shared/port/identity-port.ts'

const page = 100
const maxPages = 50

/** `CityAccounts` out of whoever knows people; nobody where the host has no accounts. */
export class ListedAccounts extends CityAccounts {
  readonly #city: string
  readonly #users: () => IdentityUsers | undefined

  /** @param city its address */
  constructor(city: string, users: () => IdentityUsers | undefined) {
    super()
    this.#city = city
    this.#users = users
  }

  async list(): Promise<readonly CityAccount[]> {
    const users = this.#users()
    if (!users) return []
    const all: CityAccount[] = []
    let after: string | undefined
    for (let read = 0; read < maxPages; read++) {
      const some = await users.list({ city: this.#city, limit: page, ...(after ? { after } : {}) })
      for (const { key, username, email, emailVerified, cityRoles } of some)
        // in Keycloak somebody may be a member of a city without any role in it
        if (cityRoles.some(({ city }) => city === this.#city))
          all.push({ person: key, login: username, ...(email && emailVerified ? { email } : {}) })
      if (some.length < page) break
      after = some.at(-1)?.username
    }
    return all
  }
}
