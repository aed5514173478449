/** How surely we know who somebody is; each level includes those before it. */
export const assuranceLevels = ['ANONYMOUS', 'PHONE', 'UNIQUE_ID', 'SIGNATURE'] as const
export type Assurance = (typeof assuranceLevels)[number]

/** Whether somebody known as `actual` is known surely enough for what asks for `needed`. */
export const isAssured = (actual: Assurance, needed: Assurance): boolean =>
  assuranceLevels.indexOf(actual) >= assuranceLevels.indexOf(needed)

/** Who acts. Keyed by issuer and subject, never by e-mail. */
export interface Person {
  readonly kind: 'person'
  /** `<iss>|<sub>`: the key used in every table. */
  readonly key: string
  readonly name: string
  readonly username: string
  readonly email?: string
  /** The provider has seen that the person reads that mail. */
  readonly emailVerified?: true
  readonly assurance: Assurance
  /** Coarse roles in the city of this request, from the city's own entry in the token only. */
  readonly roles: ReadonlySet<string>
}
export interface Guest {
  readonly kind: 'guest'
  /** Random device key from a first-party cookie or header; for limits only, never for rights. */
  readonly device?: string
  /** Network address; for limits only. */
  readonly address?: string
}
/** The platform itself: event handlers and jobs. */
export interface System {
  readonly kind: 'system'
  readonly name: string
}

export type Actor = Person | Guest | System
