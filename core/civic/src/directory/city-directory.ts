import {
  Directory,
  metresBetween,
  type City,
  type CityDb,
  type Department,
  type GeoPoint,
  type Organisation,
  type StaffMember,
  type Territory,
} from '@vmeste/sdk'
import type { DirectoryTables } from './directory.entity.ts'
import { readDirectory, type DirectorySnapshot } from './directory-snapshot.ts'
import { isAtEdge, isInside } from './point-in-polygon.ts'

/** How long another host's change may go unseen, in milliseconds. This host's own is seen at once. */
const freshMs = 3_000
/** A phone is often wrong by this much, and the last house of a street stands at the line. */
const edgeMetres = 500
/** Around the middle of a city that has drawn no outline. */
const reachMetres = 40_000

/** `Directory` of one city, kept in memory. */
export class CityDirectory extends Directory {
  readonly #db: CityDb<DirectoryTables>
  readonly #city: Pick<City, 'country' | 'centre'>
  #kept: { readonly snapshot: Promise<DirectorySnapshot>; readonly until: number } | undefined

  /** @param city its country says whose number a telephone is when that does not say */
  constructor(db: CityDb<DirectoryTables>, city: Pick<City, 'country' | 'centre'>) {
    super()
    this.#db = db
    this.#city = city
  }

  /** The whole directory; read once for everyone who asks within the same few seconds. */
  snapshot(): Promise<DirectorySnapshot> {
    const now = performance.now()
    if (this.#kept && now < this.#kept.until) return this.#kept.snapshot
    const snapshot = readDirectory(this.#db, this.#city.country)
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

  async holds(point: GeoPoint): Promise<boolean> {
    const outlines = (await this.snapshot()).territories.flatMap(({ polygon }) => (polygon ? [polygon] : []))
    if (outlines.length === 0) return metresBetween(this.#city.centre, point) <= reachMetres
    return outlines.some((outline) => isInside(point, outline) || isAtEdge(point, outline, edgeMetres))
  }

  async member(person: string): Promise<StaffMember | undefined> {
    return (await this.snapshot()).staffByPerson.get(person)
  }
  async membersOf(departmentId: string): Promise<readonly StaffMember[]> {
    return (await this.snapshot()).staffOf.get(departmentId) ?? []
  }
}
