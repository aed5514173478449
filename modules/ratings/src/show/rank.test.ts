import { expect, test } from 'vitest'
import { criteria, type Scores } from '../criteria.ts'
import { add, meanOf, nothing, ranksOf, type Entry, type Sums } from './rank.ts'

/** The same numbers at every run, so that a failure can be looked at again. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    yield state / 2_147_483_648
  }
}
const random = numbers(20_260_416)
const below = (limit: number): number => Math.floor(random.next().value! * limit)
const vote = (score = () => 1 + below(5)): Sums => ({
  n: 1,
  ...(Object.fromEntries(criteria.map((name) => [name, score()])) as Scores),
})
const votes = (count: number, score?: () => number): Sums =>
  Array.from({ length: count }, () => vote(score)).reduce(add, nothing)
const shuffled = <One>(all: readonly One[]): One[] =>
  all
    .map((one) => [random.next().value!, one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)

test('whatever the order in which ratings come, the sums, means and places are the same', () => {
  for (let round = 0; round < 100; round++) {
    const minimum = 1 + below(5)
    const all = Array.from({ length: 3 + below(120) }, () => ({ object: `O${below(6)}`, sums: vote() }))
    const standing = (given: typeof all) => {
      const byObject = Map.groupBy(given, ({ object }) => object)
      const entries = [...byObject]
        .map(([code, own]): Entry => ({ code, sums: own.map(({ sums }) => sums).reduce(add, nothing) }))
        .sort((a, b) => (a.code < b.code ? -1 : 1))
      return {
        entries,
        means: entries.map(({ sums }) => meanOf(sums)),
        ranks: Object.fromEntries([...ranksOf(shuffled(entries), minimum)].sort()),
      }
    }
    expect(standing(shuffled(all))).toEqual(standing(all))
  }
})

test('taking a vote out and putting another in is the same as the other alone', () => {
  for (let round = 0; round < 100; round++) {
    const [rest, before, after] = [votes(below(40)), vote(), vote()]
    const minus = Object.fromEntries(Object.entries(before).map(([name, value]) => [name, -value])) as unknown as Sums
    expect(add(add(add(rest, before), minus), after)).toEqual(add(rest, after))
  }
})

test('one vote of five stars does not outrank two hundred with 4.7, nor do nine', () => {
  // 140 × 5 and 60 × 4 in each criterion: 4.7
  const many = add(
    votes(140, () => 5),
    votes(60, () => 4),
  )
  expect(meanOf(many)).toBeCloseTo(4.7)
  for (const few of [1, 9])
    expect([
      ...ranksOf(
        [
          { code: 'FEW', sums: votes(few, () => 5) },
          { code: 'MANY', sums: many },
        ],
        10,
      ),
    ]).toEqual([['MANY', 1]])
  // ten good ones among mediocre neighbours are drawn towards them; two hundred hold their own
  const city = Array.from({ length: 8 }, (_, at): Entry => ({ code: `C${at}`, sums: votes(50, () => 3) }))
  const ranks = ranksOf([...city, { code: 'TEN', sums: votes(10, () => 5) }, { code: 'MANY', sums: many }], 10)
  expect([ranks.get('MANY'), ranks.get('TEN'), ranks.get('C0'), ranks.get('C7')]).toEqual([1, 2, 3, 3])
})

test('a better vote never lowers a place', () => {
  for (let round = 0; round < 100; round++) {
    const entries = Array.from({ length: 6 }, (_, at): Entry => ({ code: `O${at}`, sums: votes(10 + below(40)) }))
    const place = (given: readonly Entry[]) => ranksOf(given, 10).get('O0')!
    // somebody changes a one into a five: the number of votes stays
    const own = add(
      entries[0]!.sums,
      votes(1, () => 1),
    )
    const [worse, better] = [own, add(own, { n: 0, simplicity: 4, information: 4, timeliness: 4, courtesy: 4 })].map(
      (sums) => place([{ code: 'O0', sums }, ...entries.slice(1)]),
    )
    expect(better!).toBeLessThanOrEqual(worse!)
  }
})
