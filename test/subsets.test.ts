import { expect, test } from 'vitest'
import { setsOf } from './subsets.ts'

const written = (sets: readonly ReadonlySet<string>[]): string[] => sets.map((set) => [...set].join(''))

test('none, each alone, all but each, all, and pairs that the seed brings again; they grow as the things do', () => {
  const things = [...'abcdefghij']
  const { sets, sample } = setsOf(things, 7)
  expect(written(sets)).toEqual(expect.arrayContaining(['', ...things, 'bcdefghij', 'abcdefghi', things.join('')]))
  expect(sets.filter((set) => set.size === 2).length).toBeGreaterThan(4)
  expect(sets.length).toBeLessThanOrEqual(3 * things.length + 2)
  expect(sample).toHaveLength(4)
  expect(written(setsOf(things, 7).sets)).toEqual(written(sets))
  expect(written(setsOf(things, 8).sets)).not.toEqual(written(sets))
})
