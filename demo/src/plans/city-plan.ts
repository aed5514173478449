import type { NewCity } from '@vmeste/host'
import type { Text } from '@vmeste/sdk'

export interface Point {
  readonly lat: number
  readonly lon: number
}

export interface PlannedDepartment {
  readonly code: string
  readonly name: Text
  readonly phone: string
}
export interface PlannedOrganisation {
  readonly code: string
  readonly kind: 'EXECUTIVE_COMMITTEE' | 'UTILITY' | 'ENTERPRISE' | 'INSTITUTION' | 'STATE_BODY'
  readonly name: Text
  readonly phone: string
  readonly departments: readonly PlannedDepartment[]
}

/** Somebody who works for the city; the account is `<account>.<city>`. */
export interface PlannedStaff {
  readonly account: string
  readonly role: 'operator' | 'executor' | 'head' | 'city-admin'
  readonly title: Text
  readonly givenName: string
  readonly familyName: string
  readonly position: string
  /** Codes. */
  readonly departments: readonly string[]
}

export interface PlannedTerritory {
  readonly code: string
  readonly name: Text
  readonly polygon: readonly Point[]
}

/** A place with a QR code on it, as a row of the registry's CSV. */
export interface PlannedObject {
  readonly code: string
  readonly type: string
  readonly name: { readonly ru: string; readonly be: string; readonly en: string }
  readonly address: string
  readonly point: Point
  readonly department: string
  readonly territory: string
}

/** Everything of a demonstration city that stands still. */
export interface CityPlan {
  /**
   * Modules that this city has beside those every new one starts with, if they are installed, and what it has set in
   * them.
   */
  readonly also?: readonly { readonly module: string; readonly settings: Readonly<Record<string, unknown>> }[]
  readonly city: NewCity & { readonly slug: string; readonly name: Text }
  readonly organisations: readonly PlannedOrganisation[]
  readonly staff: readonly PlannedStaff[]
  readonly territories: readonly PlannedTerritory[]
  readonly objects: readonly PlannedObject[]
}

export const text = (ru: string, be: string, en: string): Text => ({ ru, be, en })

/** A phone that is clearly nobody's: its number is all zeros but for the last digits. */
export const noPhone = (area: string, number: number): string => `+375 ${area} 0-00-${String(number).padStart(2, '0')}`

/** One row of a table of places. */
export const place = (
  code: string,
  type: string,
  names: readonly [ru: string, be: string, en: string],
  address: string,
  point: readonly [lat: number, lon: number],
  department: string,
  territory: string,
): PlannedObject => ({
  code,
  type,
  name: text(...names),
  address,
  point: { lat: point[0], lon: point[1] },
  department,
  territory,
})
