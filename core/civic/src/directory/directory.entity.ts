import { defineEntity, p, type ColumnType } from '@vmeste/sdk/storage'
import type { GeoPoint, Text } from '@vmeste/sdk'

const city = () => p.integer().primary().defaultRaw('core.current_city()')

const Organisation = defineEntity({
  name: 'Organisation',
  schema: 'civic',
  tableName: 'organisation',
  uniques: [{ name: 'organisation_city_code_unique', properties: ['city', 'code'] }],
  properties: {
    city: city(),
    id: p.uuid().primary(),
    code: p.text(),
    kind: p.text(),
    name: p.json(),
    phone: p.text().nullable(),
  },
})

const Department = defineEntity({
  name: 'Department',
  schema: 'civic',
  tableName: 'department',
  uniques: [{ name: 'department_city_code_unique', properties: ['city', 'code'] }],
  properties: {
    city: city(),
    id: p.uuid().primary(),
    code: p.text(),
    name: p.json(),
    organisation: p.uuid(),
    phone: p.text().nullable(),
    /** A closed department goes on having a name in old cases. */
    closedAt: p.datetime(3).nullable(),
  },
})

const Staff = defineEntity({
  name: 'Staff',
  schema: 'civic',
  tableName: 'staff',
  properties: { city: city(), person: p.text().primary(), name: p.text(), position: p.text() },
})

const Membership = defineEntity({
  name: 'Membership',
  schema: 'civic',
  tableName: 'membership',
  properties: { city: city(), person: p.text().primary(), department: p.uuid().primary() },
})

const Territory = defineEntity({
  name: 'Territory',
  schema: 'civic',
  tableName: 'territory',
  properties: { city: city(), code: p.text().primary(), name: p.json(), polygon: p.json().nullable() },
})

export const directoryEntities = [Organisation, Department, Staff, Membership, Territory]

export const organisationKinds = ['EXECUTIVE_COMMITTEE', 'UTILITY', 'ENTERPRISE', 'INSTITUTION', 'STATE_BODY'] as const
export type OrganisationKind = (typeof organisationKinds)[number]
type Polygon = readonly GeoPoint[]

/** The tables as queries see them; the city is set and filtered by the database. */
export interface DirectoryTables {
  organisation: { id: string; code: string; kind: OrganisationKind; name: Text; phone: string | null }
  department: {
    id: string
    code: string
    name: Text
    organisation: string
    phone: string | null
    closed_at: Date | null
  }
  staff: { person: string; name: string; position: string }
  membership: { person: string; department: string }
  territory: { code: string; name: Text; polygon: ColumnType<Polygon | null, string | null, string | null> }
}
