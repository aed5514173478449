import type { City, Clock } from '@vmeste/sdk'
import type { Pool } from 'pg'
import type { IdentityLogger } from '../../shared/port/identity-logger.ts'
import type { DemonstrationAccount, IdentityMail } from '../../shared/port/identity-port.ts'

export interface EmbeddedIdentityOptions {
  /** Connections as the role of the unit `identity`. */
  readonly pool: Pool
  /** Public origin of the platform, `https://vmeste.example.by`. */
  readonly origin: string
  /** Key material named by purpose, 32 bytes; the same on every host. */
  readonly key: (purpose: string) => Buffer
  /**
   * How letters leave. Without it the pages say that none can; only those to invented people are shown, in the
   * demonstration.
   */
  readonly mail?: ((message: IdentityMail) => Promise<void>) | undefined
  readonly logger: IdentityLogger
  readonly clock?: Clock
  /** The city of that address, so that the pages show whose they are. */
  readonly cityOf?: CityOf | undefined
  /**
   * Accounts offered on the sign-in page without a password. Absent means that there is no demonstration: its people
   * are closed accounts then.
   */
  readonly demonstrationAccounts?: readonly DemonstrationAccount[]
}

export type CityOf = (slug: string) => Pick<City, 'slug' | 'name' | 'brand'> | undefined

/** The one realm of a platform; cities are organisations inside it. */
export const realm = 'vmeste'
export const realmPath = `/realms/${realm}`
/** Where Keycloak has its OpenID addresses, below the realm. */
export const oidcPath = '/protocol/openid-connect'
export const portalClient = 'portal'
export const redirectPath = '/auth/callback'
/** Seconds. */
export const lifetimes = { access: 300, refreshIdle: 1_800, session: 36_000, interaction: 1_800, code: 60 } as const
