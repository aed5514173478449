/** Somebody whom the city lets work for it. */
export interface CityAccount {
  /** `<iss>|<sub>` */
  readonly person: string
  readonly login: string
  /** Only where its owner has shown that they read it. */
  readonly email?: string
}

/** Accounts with a role in this city, at most 5,000. The host gives them to these services, and to no module. */
export abstract class CityAccounts {
  abstract list(): Promise<readonly CityAccount[]>
}
