import { expect, test } from 'vitest'
import { langs, lookOf, pairwise, schemes, widths, type Look } from './looks.ts'
import { pageStates } from './page-states.ts'

const pairs = (looks: readonly Look[]): string[] =>
  [
    ...new Set(
      looks.flatMap(({ lang, width, scheme }) => [`${lang} ${width}`, `${lang} ${scheme}`, `${width} ${scheme}`]),
    ),
  ].toSorted()
const all = pairs(
  langs.flatMap((lang) => widths.flatMap((width) => schemes.map((scheme) => ({ lang, width, scheme })))),
)

test('the sample has every pair of language, width and theme', () => {
  expect(all).toHaveLength(9 + 6 + 6)
  expect(pairs(pairwise)).toEqual(all)
})

test('so do the pages and states that it falls to', () => {
  expect(pairs(pageStates.map((_, index) => lookOf(index)))).toEqual(all)
})
