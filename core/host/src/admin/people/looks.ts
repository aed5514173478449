import type pg from 'pg'
import { readCursor, writeCursor } from '@vmeste/sdk'
import { inCity } from '../../storage/in-city.ts'

export const lookKinds = ['OPEN', 'DATA', 'EXPORT', 'ERASE'] as const
export type LookKind = (typeof lookKinds)[number]

/** Months that it is known who has looked. */
export const lookMonths = 12
const part = 5_000

export interface LookRow {
  readonly subject: string
  readonly viewer: string
  readonly what: LookKind
  readonly slot: Date
  readonly at: Date
  readonly service: Readonly<Record<'ru' | 'be' | 'en', string>> | null
  readonly post: string | null
}
export interface LookFilter {
  readonly viewer?: string | null
  /** Any of these things. */
  readonly subjects?: readonly string[] | null
  readonly what?: LookKind | null
  readonly from?: Date | null
  readonly before?: Date | null
}

const columns = 'subject, viewer, what, slot, at, service, post'
/** Tells looks of one moment apart. */
const told = `md5(subject || '~' || viewer || '~' || what)::uuid`

/** Notes that somebody looked at something of the core's own: a person's data. */
export const noteLook = (
  pool: pg.Pool,
  city: number,
  look: { subject: string; what: LookKind; viewer: string; post?: string | null; at: Date },
): Promise<void> =>
  inCity(pool, city, async (client) => {
    await client.query('select core.note_look($1, $2, $3, null, $4, $5)', [
      look.subject,
      look.what,
      look.viewer,
      look.post ?? null,
      look.at,
    ])
  })

/** A page of them for whoever answers for the city. @param after place of the last one of the page before */
export function listLooks(
  pool: pg.Pool,
  city: number,
  filter: LookFilter,
  first: number,
  after?: string,
): Promise<{ nodes: LookRow[]; after: string | null }> {
  const place = after === undefined ? undefined : readCursor(after)
  return inCity(pool, city, async (client) => {
    const { rows } = await client.query<LookRow & { id: string }>(
      `select ${columns}, ${told} as id from core.look where city = $1 and ($2::text is null or viewer = $2) and ($3::text[] is null or subject = any($3))
        and ($4::text is null or what = $4) and ($5::timestamptz is null or at >= $5) and ($6::timestamptz is null or at < $6)
        and ($7::timestamptz is null or (at, ${told}) < ($7, $8::uuid))
      order by at desc, ${told} desc limit $9`,
      [
        city,
        filter.viewer ?? null,
        filter.subjects ?? null,
        filter.what ?? null,
        filter.from ?? null,
        filter.before ?? null,
        place?.at ?? null,
        place?.id ?? null,
        first + 1,
      ],
    )
    const last = rows.length > first ? rows[first - 1] : undefined
    return { nodes: rows.slice(0, first), after: last === undefined ? null : writeCursor(last.at, last.id) }
  })
}

/** Who has looked at any of these, newest first; at most 100. */
export const looksAt = (pool: pg.Pool, city: number, subjects: readonly string[]): Promise<LookRow[]> =>
  inCity(
    pool,
    city,
    async (client) =>
      (
        await client.query<LookRow>(
          `select ${columns} from core.look where city = $1 and subject = any($2) order by at desc limit 100`,
          [city, subjects],
        )
      ).rows,
  )

/** What somebody has looked at. */
export const looksBy = (pool: pg.Pool, city: number, viewers: readonly string[]): Promise<Record<string, unknown>[]> =>
  inCity(
    pool,
    city,
    async (client) =>
      (
        await client.query<Record<string, unknown>>(
          'select subject, what, at from core.look where city = $1 and viewer = any($2) order by at limit 10000',
          [city, viewers],
        )
      ).rows,
  )

export const forgetLooks = (pool: pg.Pool, city: number, before: Date): Promise<number> =>
  inCity(
    pool,
    city,
    async (client) =>
      (
        await client.query(
          'delete from core.look where ctid in (select ctid from core.look where city = $1 and at < $2 limit $3)',
          [city, before, part],
        )
      ).rowCount ?? 0,
  )
