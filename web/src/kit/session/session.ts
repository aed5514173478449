import type { ComputedRef, Ref } from 'vue'

export interface Me {
  readonly key: string
  readonly name: string
  readonly username: string
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
}

/** Who is using the page. */
export interface Session {
  /** Undefined for a guest. */
  readonly me: Readonly<Ref<Me | undefined>>
  /** False until it is known whether somebody is signed in. */
  readonly settled: Readonly<Ref<boolean>>
  readonly isStaff: ComputedRef<boolean>
  readonly can: (permission: string | undefined) => boolean
  /** Leaves for the sign-in page and comes back to `path`, by default where the person was. */
  readonly signIn: (path?: string) => Promise<void>
  readonly signOut: () => Promise<void>
  /** A bearer token good for at least half a minute, or nothing for a guest. */
  readonly token: () => Promise<string | undefined>
}
