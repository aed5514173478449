import type { RatingsCtx } from '../ctx.ts'
import { criteria, overallOf, type Criterion, type Scores } from '../criteria.ts'
import { criterionTexts } from '../criterion-texts.ts'
import type { Registered } from '../rated/register.ts'
import { settingsOf } from '../settings.ts'
import type { GivenRow, MonthSums, Standings } from './standings.ts'
import { loadersOf } from './standings.ts'
import { add, meanOf, nothing, type Sums } from './rank.ts'

const said = (ctx: RatingsCtx, name: Criterion) => ({
  criterion: name.toUpperCase(),
  title: ctx.say(criterionTexts[name].title),
  hint: ctx.say(criterionTexts[name].hint),
})
export const criteriaView = (ctx: RatingsCtx) => criteria.map((name) => said(ctx, name))

/** A figure people read needs no more digits than they compare. */
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100)

export const meansView = (ctx: RatingsCtx, sums: Sums) => ({
  n: sums.n,
  overall: rounded(meanOf(sums)),
  criteria: criteria.map((name) => ({ ...said(ctx, name), mean: sums.n > 0 ? rounded(sums[name] / sums.n) : null })),
})

export const givenView = (ctx: RatingsCtx, row: Scores & Pick<GivenRow, 'verified' | 'updated_at'>) => ({
  overall: rounded(overallOf(row))!,
  verified: row.verified,
  at: row.updated_at,
  scores: criteria.map((name) => ({ ...said(ctx, name), value: row[name] })),
})

export function objectView(ctx: RatingsCtx, object: Registered, standings: Standings) {
  const { verified, unverified, rank, rankedOf } = standings.of(object.code)
  const { minimum } = settingsOf(ctx)
  const counted = standings.basis === 'VERIFIED' ? verified : unverified
  return {
    __typename: 'RatedObject' as const,
    code: object.code,
    kind: object.kind,
    title: ctx.say(object.title),
    parentCode: object.parent,
    verified: meansView(ctx, verified),
    unverified: meansView(ctx, unverified),
    counted: meansView(ctx, counted),
    rank,
    rankedOf,
    missing: Math.max(0, minimum - counted.n),
  }
}
export type ObjectView = ReturnType<typeof objectView>

export interface MonthView {
  readonly month: string
  readonly n: number
  readonly overall: number | null
}

/** Month by month, oldest first, of the object with its parts, by the ratings that decide the places. */
export async function trendOf(ctx: RatingsCtx, code: string): Promise<readonly MonthView[]> {
  const loaded = loadersOf(ctx)
  const { register, basis } = await loaded.standings()
  const rows = (await Promise.all(register.below(code).map((part) => loaded.months.load(part))))
    .flat()
    .filter(({ verified }) => verified === (basis === 'VERIFIED'))
  return [...Map.groupBy(rows, ({ month }: MonthSums) => month)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([month, own]) => ({ month, sums: own.reduce<Sums>(add, nothing) }))
    .filter(({ sums }) => sums.n > 0)
    .map(({ month, sums }) => ({ month, n: sums.n, overall: rounded(meanOf(sums)) }))
}

/** Fewer votes a month than this say nothing about a change. */
const tellingVotes = 3

/** The last month against the one before it; null while one of them has too few votes. */
export async function changeOf(ctx: RatingsCtx, code: string): Promise<number | null> {
  const [before, last] = (await trendOf(ctx, code)).slice(-2)
  if (!before || !last || before.n < tellingVotes || last.n < tellingVotes) return null
  return rounded(last.overall! - before.overall!)
}
