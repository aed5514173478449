import type { ComputedRef, Ref } from 'vue'
import type { Assurance, Text } from '@vmeste/sdk/web'

export interface Me {
  readonly key: string
  readonly name: string
  readonly username: string
  /** How surely the platform knows who it is. */
  readonly assurance: Assurance
  readonly roles: readonly string[]
  /** The same as people call them. */
  readonly roleTitles: readonly string[]
  readonly permissions: readonly string[]
}

/** A further way in that the provider offers: a state's own service, say. */
export interface Broker {
  readonly alias: string
  readonly title: Text
}

/** Who is using the page. */
export interface Session {
  /** Undefined for a guest. */
  readonly me: Readonly<Ref<Me | undefined>>
  /** False until it is known whether somebody is signed in. */
  readonly settled: Readonly<Ref<boolean>>
  readonly isStaff: ComputedRef<boolean>
  readonly can: (permission: string | undefined) => boolean
  /** The platform's own address where the page is open under another: nobody can sign in here. */
  readonly home: string | undefined
  /** Ways in beside the provider's own, in the order they are offered. */
  readonly brokers: readonly Broker[]
  /**
   * Leaves for the sign-in page and comes back to `path`, by default where the person was; straight to a broker when
   * one is named.
   */
  readonly signIn: (path?: string, broker?: string) => Promise<void>
  /** Ends at `path`, by default at the city's own page. */
  readonly signOut: (path?: string) => Promise<void>
  /** Fetches a new token at once: what is known of the person has changed. */
  readonly renew: () => Promise<void>
  /** A bearer token good for at least half a minute, or nothing for a guest. */
  readonly token: () => Promise<string | undefined>
}
