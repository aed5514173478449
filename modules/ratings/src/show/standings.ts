import DataLoader from 'dataloader'
import { perRequest } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import type { RatingsCtx } from '../ctx.ts'
import { criteria } from '../criteria.ts'
import { registerOf, type Register } from '../rated/register.ts'
import { settingsOf } from '../settings.ts'
import type { ObjectKind } from '../storage/ratings.entity.ts'
import { add, nothing, ranksOf, type Sums } from './rank.ts'

export interface Standing {
  readonly verified: Sums
  readonly unverified: Sums
  readonly rank: number | null
  readonly rankedOf: number
}
export interface Standings {
  readonly register: Register
  /** Which ratings decide the places: verified ones as soon as the city has any. */
  readonly basis: 'VERIFIED' | 'UNVERIFIED'
  of(code: string): Standing
}

export interface MonthSums extends Sums {
  readonly object: string
  readonly month: string
  readonly verified: boolean
}
const sums = criteria.map((name) => sql<number>`sum(${sql.ref(name)})::int`.as(name))

/** First day of the month in which counting begins. */
function since(ctx: RatingsCtx): string {
  const now = ctx.clock.now()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - settingsOf(ctx).months + 1, 1))
    .toISOString()
    .slice(0, 10)
}

/** How everybody stands: one statement over the months' sums, whatever the number of ratings. */
async function readStandings(ctx: RatingsCtx): Promise<Standings> {
  const [register, rows] = await Promise.all([
    registerOf(ctx),
    ctx.db.read
      .selectFrom('tally')
      .select(['object', 'verified', sql<number>`sum(n)::int`.as('n'), ...sums])
      .where('month', '>=', since(ctx))
      .groupBy(['object', 'verified'])
      .execute(),
  ])
  const own = new Map(rows.map((row) => [`${row.object} ${row.verified}`, row as Sums]))
  const total = (code: string, verified: boolean) =>
    register.below(code).reduce((sum, part) => add(sum, own.get(`${part} ${verified}`) ?? nothing), nothing)
  const active = [...register.byCode.values()].filter((one) => one.active)
  const standing = new Map(
    active.map(({ code }) => [code, { verified: total(code, true), unverified: total(code, false) }]),
  )
  const basis = rows.some(({ verified, n }) => verified && n > 0) ? ('VERIFIED' as const) : ('UNVERIFIED' as const)
  const ranks = new Map<string, number>()
  const rankedOf = new Map<ObjectKind, number>()
  for (const [kind, objects] of Map.groupBy(active, (one) => one.kind)) {
    const places = ranksOf(
      objects.map(({ code }) => ({
        code,
        sums: standing.get(code)![basis === 'VERIFIED' ? 'verified' : 'unverified'],
      })),
      settingsOf(ctx).minimum,
    )
    for (const [code, place] of places) ranks.set(code, place)
    rankedOf.set(kind, places.size)
  }
  return {
    register,
    basis,
    of: (code) => ({
      ...(standing.get(code) ?? { verified: nothing, unverified: nothing }),
      rank: ranks.get(code) ?? null,
      rankedOf: rankedOf.get(register.byCode.get(code)?.kind ?? 'UNIT') ?? 0,
    }),
  }
}

function makeLoaders(ctx: RatingsCtx) {
  let standings: Promise<Standings> | undefined
  return {
    standings: () => (standings ??= readStandings(ctx)),
    /** Months of many objects, their parts not included. */
    months: new DataLoader<string, readonly MonthSums[]>(async (codes) => {
      const rows = await ctx.db.read
        .selectFrom('tally')
        .select(['object', 'verified', 'n', ...criteria, sql<string>`month::text`.as('month')])
        .where('object', 'in', codes)
        .where('month', '>=', since(ctx))
        .orderBy('month')
        .limit(50_000)
        .execute()
      const byObject = Map.groupBy(rows, (row) => row.object)
      return codes.map((code) => byObject.get(code) ?? [])
    }),
    bySubject: new DataLoader<string, GivenRow | null>(async (subjects) => {
      const rows = await ctx.db.read
        .selectFrom('rating')
        .select(['subject', 'verified', 'created_at', 'updated_at', ...criteria])
        .where('subject', 'in', subjects)
        .execute()
      const known = new Map(rows.map((row) => [row.subject, row]))
      return subjects.map((subject) => known.get(subject) ?? null)
    }),
  }
}
export interface GivenRow {
  readonly subject: string | null
  readonly verified: boolean
  readonly created_at: Date
  readonly updated_at: Date
  readonly simplicity: number
  readonly information: number
  readonly timeliness: number
  readonly courtesy: number
}

export const { of: loadersOf, forget: forgetLoaded } = perRequest(makeLoaders)
