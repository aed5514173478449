import type { GeoPoint } from '../distance.ts'
import type { Text } from '../text.ts'

export interface Organisation {
  readonly id: string
  readonly code: string
  readonly name: Text
}
export interface Department {
  readonly id: string
  /** `HOUS`, `ROAD`, …: the code topics route to. */
  readonly code: string
  readonly name: Text
  /** Id of the organisation it is a part of. */
  readonly organisation: string
  readonly phone?: string
}
export interface StaffMember {
  readonly person: string
  readonly name: string
  readonly position: string
  readonly departments: readonly string[]
}
export interface Territory {
  readonly code: string
  readonly name: Text
}

/** Organisations, departments and staff of the city. Membership changes often, so it lives here and not in tokens. */
export abstract class Directory {
  abstract organisations(): Promise<readonly Organisation[]>
  abstract departments(): Promise<readonly Department[]>
  abstract department(id: string): Promise<Department | undefined>
  abstract departmentByCode(code: string): Promise<Department | undefined>
  abstract territories(): Promise<readonly Territory[]>
  /** The smallest territory that a point lies in. */
  abstract territoryAt(point: GeoPoint): Promise<Territory | undefined>
  /**
   * Whether a point lies in the city: in one of its territories or 500 m around, and where none of them has an outline
   * within 40 km of the city's middle. No answer to whom the ground belongs: good for asking somebody whether they meant
   * this place.
   */
  abstract holds(point: GeoPoint): Promise<boolean>
  /** The staff record of a person (`<iss>|<sub>`), if they are staff here. */
  abstract member(person: string): Promise<StaffMember | undefined>
  abstract membersOf(departmentId: string): Promise<readonly StaffMember[]>
  /** Keys of whoever is in a department, by its code; nobody where it is closed or unknown. */
  async peopleIn(code: string): Promise<readonly string[]> {
    const department = await this.departmentByCode(code)
    return department ? (await this.membersOf(department.id)).map(({ person }) => person) : []
  }
}
