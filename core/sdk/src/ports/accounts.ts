/** Somebody's account, as the platform's own services see it. */
export interface Account {
  /** `<iss>|<sub>` */
  readonly person: string
  readonly login: string
  /** Nothing where the provider knows none. */
  readonly email: string | null
  /** They have shown that they read it, or the city itself has invited them by it. */
  readonly emailProven: boolean
  /** They themselves have shown that they read it. */
  readonly emailVerified: boolean
  /** They can sign in: not closed, and not invited without having come. */
  readonly comes: boolean
}

/**
 * Who works in a city, by their accounts: whom to tell outside the portal. For the platform's own services alone, since
 * addresses are in it; the host gives it to no module, whatever stands in its `uses`.
 */
export abstract class Accounts {
  /** Everybody with a role in this city whose account is open, whether they have come or not. */
  abstract staff(): Promise<readonly Account[]>
  /** Those of them who hold a right here. */
  abstract holders(permission: string): Promise<readonly Account[]>
  /** Everybody with a role in this city as it stands this moment, closed accounts as well; at most 5,000. */
  abstract everybody(): Promise<readonly Account[]>
  /** Anybody's account. */
  abstract find(person: string): Promise<Account | undefined>
}
