import type pg from 'pg'
import type { City } from '@vmeste/sdk'
import type { CityRows } from './city-snapshot.ts'

const columns = `id, slug, host, name, kind, timezone, country, number_prefix as "numberPrefix", brand, centre, pilot, demonstration, revision`

/** Everything snapshots are made of, for all cities or for one. */
export async function readCities(pool: pg.Pool, id?: number): Promise<CityRows[]> {
  const only = id ?? null
  const [cities, modules, grants] = await Promise.all([
    pool.query<City & { revision: number; host: string | null }>(`select ${columns} from core.city where $1::int is null or id = $1 order by id`, [only]),
    pool.query<{ city: number } & CityRows['modules'][number]>('select city, module, enabled, settings from core.city_module where $1::int is null or city = $1', [only]),
    pool.query<{ city: number } & CityRows['grants'][number]>('select city, role, permission, granted from core.role_permission where $1::int is null or city = $1', [only]),
  ])
  return cities.rows.map((city) => ({
    city,
    modules: modules.rows.filter((row) => row.city === city.id),
    grants: grants.rows.filter((row) => row.city === city.id),
  }))
}

export async function readRevisions(pool: pg.Pool): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ id: number; revision: number }>('select id, revision from core.city')
  return new Map(rows.map((row) => [row.id, row.revision]))
}
