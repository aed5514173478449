import pg from 'pg'
import { purgeModule } from '../purge/purge-module.ts'
import { takeAway, type RemovalParts } from './remove-cities.ts'
import { removeCity } from './remove-city.ts'
import { erasureHash, type Erased } from '../erasures/erasure-book.ts'
import type { ErasureEntry } from '../erasures/erasure-file.ts'
import { erasePerson, type ErasingHost } from './erase-person.ts'
import { subjectNamed, thingName } from '../people/subject.ts'
import { eachPerson } from './people-in.ts'

export interface ReplayParts extends Omit<RemovalParts, 'storage' | 'erasureKey'> {
  readonly host: ErasingHost
  /** Key of the installation's hashes, see `erasurePurpose`. */
  readonly key: Buffer
  /** Told of each step. */
  readonly progress: (at: { readonly step: 'erasing'; readonly rows: 0; readonly files: 0 }) => void
  /** Only this city was restored. */
  readonly onlyCity?: string
}
/** How much was erased again. */
export interface Replayed {
  readonly people: number
  readonly modules: number
  readonly cities: number
  readonly rights: number
}

/**
 * Erases again what a restored backup brought back, through the same code as the first time. Nobody can read from a
 * hash whom it stands for: so whoever and whatever is in the database is hashed, and looked for among them.
 *
 * @param entries that the backup had not heard of, in their order
 */
export async function replayErasures(
  { host, ownerUrl, key, foldersOf, progress, onlyCity }: ReplayParts,
  entries: readonly ErasureEntry[],
): Promise<Replayed> {
  const done = { people: 0, modules: 0, cities: 0, rights: 0 }
  const hashesOf = (kind: ErasureEntry['kind']): ReadonlySet<string> =>
    new Set(entries.filter((each) => each.kind === kind).map(({ hash }) => hash))
  const isIn = (hashes: ReadonlySet<string>, erased: Erased): boolean =>
    hashes.size > 0 && hashes.has(erasureHash(key, erased))
  const tell = (): void => {
    progress({ step: 'erasing', rows: 0, files: 0 })
  }
  const all = host.store
    .all()
    .map(({ city }) => city)
    .filter(({ slug }) => onlyCity === undefined || slug === onlyCity)

  const gone =
    onlyCity === undefined ? all.filter(({ slug }) => isIn(hashesOf('city'), { kind: 'city', city: slug })) : []
  if (gone.length > 0) {
    tell()
    const parts = { storage: host.storage, ownerUrl, foldersOf }
    for (const { id, slug, demonstration } of gone) {
      if (demonstration) await takeAway(parts, [id], { code: 'VMESTE_DEMO_BUSY', command: 'vmeste restore' })
      else await removeCity(parts, slug)
    }
    for (const { id } of gone) await host.store.refresh(id)
    done.cities = gone.length
  }
  const cities = all.filter((city) => !gone.includes(city))

  const people = hashesOf('person')
  if (people.size > 0) {
    const found: (readonly [person: string, city: string | undefined])[] = []
    const seen = new Set<string>()
    await eachPerson(ownerUrl, host.registry.all, (person) => {
      const places = isIn(people, { kind: 'person', person })
        ? [undefined]
        : cities.map(({ slug }) => slug).filter((city) => isIn(people, { kind: 'person', person, city }))
      if (places.length === 0 || seen.has(person)) return
      seen.add(person)
      for (const city of places) found.push([person, city])
    })
    for (const { id, slug } of cities)
      for await (const name of thingsIn(host, id))
        if (isIn(people, { kind: 'person', person: name, city: slug })) {
          seen.add(name)
          found.push([name, slug])
        }
    for (const [person, city] of found) {
      tell()
      // what they have left in other cities since is not what came back; an account belongs to no city
      await erasePerson(host, subjectNamed(person), city ?? onlyCity, city === undefined)
    }
    done.people = seen.size
  }

  const modules = hashesOf('module')
  for (const { id, slug } of modules.size > 0 ? cities : []) {
    const scope = host.systemScope(id, 'erase')
    for (const plugin of host.registry.installed.values()) {
      if (!isIn(modules, { kind: 'module', module: plugin.id, city: slug })) continue
      tell()
      const parts = {
        plugin,
        core: host.storage.pool('core'),
        own: scope.ctx(plugin),
        keepers: host.registry.always.map((keeper) => ({ plugin: keeper, ctx: scope.ctx(keeper) })),
      }
      while (!(await purgeModule(parts, 60_000)).done) tell()
      done.modules++
    }
  }
  done.rights = await takeRights(host, key, entries, onlyCity)
  return done
}

/** Whatever somebody may have erased by its link, by its name in the book. */
async function* thingsIn(host: ErasingHost, city: number): AsyncGenerator<string> {
  const scope = host.systemScope(city, 'erase')
  for (const plugin of host.registry.all)
    for (const { subject } of plugin.personalData ?? []) {
      if (!subject?.every) continue
      for (let after: string | undefined; ;) {
        const page = await subject.every(scope.ctx(plugin), after)
        yield* page.map(thingName)
        after = page.at(-1)
        if (after === undefined) break
      }
    }
}

/** Roles that were taken since and not given back. Those in a Keycloak were never in the backup. */
async function takeRights(
  { storage }: ErasingHost,
  key: Buffer,
  entries: readonly ErasureEntry[],
  onlyCity: string | undefined,
): Promise<number> {
  const last = new Map<string, ErasureEntry['kind']>()
  for (const { kind, hash } of entries) if (kind === 'rights' || kind === 'rights-back') last.set(hash, kind)
  if (![...last.values()].includes('rights') || !storage.units.includes('identity')) return 0
  const identity: pg.Pool = storage.pool('identity')
  const { rows } = await identity.query<{ account: string; city: string; role: string; issuer: string }>(
    `select account_id as account, city, role, (select key_issuer from identity.realm limit 1) as issuer
      from identity.city_role where $1::text is null or city = $1`,
    [onlyCity ?? null],
  )
  let taken = 0
  for (const { account, city, role, issuer } of rows) {
    if (last.get(erasureHash(key, { kind: 'rights', person: `${issuer}|${account}`, city, role })) !== 'rights')
      continue
    taken +=
      (
        await identity.query('delete from identity.city_role where account_id = $1 and city = $2 and role = $3', [
          account,
          city,
          role,
        ])
      ).rowCount ?? 0
  }
  return taken
}
