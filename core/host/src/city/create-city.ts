import type pg from 'pg'
import { z, textSchema, type City } from '@vmeste/sdk'
import { VmesteError } from '@vmeste/sdk'

const colour = z.string().regex(/^#[0-9a-f]{6}$/i)

/** What a new city needs; everything else is set later in its own pages. */
export const newCitySchema = z.strictObject({
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/),
  name: textSchema,
  kind: z.enum(['city', 'organisation', 'region']).default('city'),
  timezone: z
    .string()
    .default('Europe/Minsk')
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), 'not an IANA time zone'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('BY'),
  numberPrefix: z.string().min(1).max(6),
  brand: z
    .strictObject({ colour, onColour: colour, sign: z.string().optional() })
    .default({ colour: '#1d4d3c', onColour: '#ffffff' }),
  centre: z.strictObject({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  pilot: z.boolean().default(false),
  demonstration: z.boolean().default(false),
})
export type NewCity = z.input<typeof newCitySchema>

/** Makes a city with its first modules. Hosts that run hear of it by NOTIFY. */
export async function createCity(pool: pg.Pool, input: NewCity, modules: readonly string[]): Promise<City['id']> {
  const city = newCitySchema.parse(input)
  const client = await pool.connect()
  try {
    await client.query('begin')
    const {
      rows: [row],
    } = await client.query<{ id: number }>(
      `insert into core.city (slug, name, kind, timezone, country, number_prefix, brand, centre, pilot, demonstration)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (slug) do nothing returning id`,
      [
        city.slug,
        city.name,
        city.kind,
        city.timezone,
        city.country,
        city.numberPrefix,
        city.brand,
        city.centre,
        city.pilot,
        city.demonstration,
      ],
    )
    if (!row) throw new VmesteError('VMESTE_CITY_EXISTS', `The city "${city.slug}" exists already; choose another slug`)
    for (const module of modules) {
      await client.query(
        `insert into core.city_module (city, module, enabled, changed_by) values ($1, $2, true, 'system:create-city')`,
        [row.id, module],
      )
    }
    await client.query(`select pg_notify('vmeste_city', $1)`, [String(row.id)])
    await client.query('commit')
    return row.id
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
