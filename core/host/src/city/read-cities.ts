import type pg from 'pg'
import type { City } from '@vmeste/sdk'
import type { CityRows } from './city-snapshot.ts'

const columns = `id, slug, host, name, kind, timezone, country, number_prefix as "numberPrefix", brand, centre, pilot, demonstration, revision`

/**
 * Everything snapshots are made of, for all cities or for one; a city that is being taken away, or comes back and is
 * not whole yet, is none. One statement, and so one moment: a revision read beside the modules of the revision before
 * would stay wrong until the next change, because nobody asks for a revision twice.
 */
export async function readCities(pool: pg.Pool, id?: number, leaving = false): Promise<CityRows[]> {
  const { rows } = await pool.query<CityRows['city'] & Pick<CityRows, 'modules' | 'grants' | 'ownRoles'>>(
    `select ${columns},
       (select coalesce(jsonb_agg(jsonb_build_object('module', module, 'enabled', enabled, 'settings', settings)),
         '[]') from core.city_module where city = core.city.id) as modules,
       (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'permission', permission, 'granted', granted)),
         '[]') from core.role_permission where city = core.city.id) as grants,
       (select coalesce(jsonb_agg(jsonb_build_object('code', code, 'title', title, 'retired', retired_at is not null)
         order by added_at, code), '[]') from core.city_role where city = core.city.id) as "ownRoles"
     from core.city where (leaving_at is null or $2) and ($1::int is null or id = $1) order by id`,
    [id ?? null, leaving],
  )
  return rows.map(({ modules, grants, ownRoles, ...city }) => ({
    city: city satisfies City,
    modules,
    grants,
    ownRoles,
  }))
}

export async function readRevisions(pool: pg.Pool, leaving = false): Promise<Map<number, number>> {
  const { rows } = await pool.query<{ id: number; revision: number }>(
    'select id, revision from core.city where leaving_at is null or $1',
    [leaving],
  )
  return new Map(rows.map((row) => [row.id, row.revision]))
}
