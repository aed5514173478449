import {
  Directory,
  type CityDb,
  type Department,
  type Organisation,
  type StaffMember,
  type Territory,
} from '@vmeste/sdk'
import type { DirectoryTables } from './directory.entity.ts'
import { readDirectory, type DirectorySnapshot } from './directory-snapshot.ts'
import { isInside, type GeoPoint } from './point-in-polygon.ts'

/** How long another host's change may go unseen, in milliseconds. This host's own is seen at once. */
const freshMs = 3_000

/** `Directory` of one city, kept in memory. */
export class CityDirectory extends Directory {
  readonly #db: CityDb<DirectoryTables>
  readonly #country: string
  #kept: { readonly snapshot: Promise<DirectorySnapshot>; readonly until: number } | undefined

  /** @param country of the city: whose number a telephone is when it does not say */
  constructor(db: CityDb<DirectoryTables>, country: string) {
    super()
    this.#db = db
    this.#country = country
  }

  /** The whole directory; read once for everyone who asks within the same few seconds. */
  snapshot(): Promise<DirectorySnapshot> {
    const now = performance.now()
    if (this.#kept && now < this.#kept.until) return this.#kept.snapshot
    const snapshot = readDirectory(this.#db, this.#country)
    const kept = (this.#kept = { snapshot, until: now + freshMs })
    snapshot.catch(() => {
      if (this.#kept === kept) this.#kept = undefined
    }) // a failed read is not kept
    return snapshot
  }

  /** Called after a change has been committed. */
  forget(): void {
    this.#kept = undefined
  }

  async organisations(): Promise<readonly Organisation[]> {
    return (await this.snapshot()).organisations
  }
  async departments(): Promise<readonly Department[]> {
    return (await this.snapshot()).departments
  }
  async department(id: string): Promise<Department | undefined> {
    return (await this.snapshot()).departmentById.get(id)
  }
  async departmentByCode(code: string): Promise<Department | undefined> {
    return (await this.snapshot()).departmentByCode.get(code)
  }
  async territories(): Promise<readonly Territory[]> {
    return (await this.snapshot()).territories
  }

  async territoryAt(point: GeoPoint): Promise<Territory | undefined> {
    return (await this.snapshot()).territories.find((each) => each.polygon && isInside(point, each.polygon))
  }

  async member(person: string): Promise<StaffMember | undefined> {
    return (await this.snapshot()).staffByPerson.get(person)
  }
  async membersOf(departmentId: string): Promise<readonly StaffMember[]> {
    return (await this.snapshot()).staffOf.get(departmentId) ?? []
  }
}
