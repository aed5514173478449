import {
  readPhone,
  showPhone,
  type CityDb,
  type Department,
  type GeoPoint,
  type StaffMember,
  type Territory,
  type Text,
} from '@vmeste/sdk'
import type { DirectoryTables, OrganisationKind } from './directory.entity.ts'
import { sizeOf } from './point-in-polygon.ts'

export interface Organisation {
  readonly id: string
  readonly code: string
  readonly kind: OrganisationKind
  readonly name: Text
  readonly phone?: string
}
export interface MappedTerritory extends Territory {
  readonly polygon?: readonly GeoPoint[]
}

/**
 * A city's whole directory at one moment. It is small (a region's largest city has a few thousand staff) and read all
 * the time.
 */
export interface DirectorySnapshot {
  readonly organisations: readonly Organisation[]
  /** Open ones, by code. */
  readonly departments: readonly Department[]
  /** By id, closed ones too. */
  readonly departmentById: ReadonlyMap<string, Department>
  readonly departmentByCode: ReadonlyMap<string, Department>
  readonly staff: readonly StaffMember[]
  readonly staffByPerson: ReadonlyMap<string, StaffMember>
  readonly staffOf: ReadonlyMap<string, readonly StaffMember[]>
  /** Smallest first, so that the first hit is the nearest description of a place. */
  readonly territories: readonly MappedTerritory[]
}

const atMost = 20_000

/** Numbers stored as typed, before there was one reading of them, are read here. */
const shownPhone = (stored: string | null, country: string): { readonly phone?: string } =>
  stored === null ? {} : { phone: showPhone(readPhone(stored, country) ?? stored) }

/** @param country of the city */
export async function readDirectory(db: CityDb<DirectoryTables>, country: string): Promise<DirectorySnapshot> {
  const { read } = db
  const organisations = (await read.selectFrom('organisation').selectAll().orderBy('code').limit(atMost).execute()).map(
    ({ id, code, kind, name, phone }): Organisation => ({ id, code, kind, name, ...shownPhone(phone, country) }),
  )
  const rows = await read.selectFrom('department').selectAll().orderBy('code').limit(atMost).execute()
  const all = rows.map(({ id, code, name, organisation, phone }): Department => ({
    id,
    code,
    name,
    organisation,
    ...shownPhone(phone, country),
  }))
  const departments = all.filter((_, index) => rows[index]?.closed_at === null)

  const memberships = await read
    .selectFrom('membership')
    .select(['person', 'department'])
    .orderBy('department')
    .limit(atMost)
    .execute()
  const departmentsOf = Map.groupBy(memberships, (row) => row.person)
  const staff = (await read.selectFrom('staff').select(['person', 'name', 'position']).limit(atMost).execute())
    .map((row): StaffMember => ({
      ...row,
      departments: (departmentsOf.get(row.person) ?? []).map((each) => each.department),
    }))
    .sort((a, b) => byName.compare(a.name, b.name))
  const staffByPerson = new Map(staff.map((member) => [member.person, member]))
  const staffOf = new Map<string, StaffMember[]>()
  for (const member of staff) for (const id of member.departments) staffOf.set(id, [...(staffOf.get(id) ?? []), member])

  const territories = (
    await read.selectFrom('territory').select(['code', 'name', 'polygon']).orderBy('code').limit(atMost).execute()
  )
    .map(({ code, name, polygon }): MappedTerritory => ({ code, name, ...(polygon === null ? {} : { polygon }) }))
    .sort((a, b) => sizeOf(a.polygon ?? []) - sizeOf(b.polygon ?? []))

  return {
    organisations,
    departments,
    staff,
    staffByPerson,
    staffOf,
    territories,
    departmentById: new Map(all.map((each) => [each.id, each])),
    departmentByCode: new Map(departments.map((each) => [each.code, each])),
  }
}

const byName = new Intl.Collator('ru')
