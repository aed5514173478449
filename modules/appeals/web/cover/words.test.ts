import { expect, test } from 'vitest'
import { piecesOf, stretchOf, wordsIn } from './words.ts'

const said = 'Сосед Кузьма Хитров, кв.17, звонил +375 29 123-45-67!'

test('a text is words to touch, and every character of it stands somewhere', () => {
  const { lead, words } = wordsIn(`— «${said}»`, [])
  expect(words.map(({ text }) => text)).toEqual([
    'Сосед',
    'Кузьма',
    'Хитров',
    'кв.17',
    'звонил',
    '+375',
    '29',
    '123-45-67',
  ])
  expect(lead + words.map(({ text, gap }) => text + gap).join('')).toBe(`— «${said}»`)
  for (const { from, to, text } of words) expect(`— «${said}»`.slice(from, to)).toBe(text)
})

test('a text without words has none', () => {
  expect(wordsIn('', [])).toEqual({ lead: '', words: [] })
  expect(wordsIn(' !?! ', [])).toEqual({ lead: ' !?! ', words: [] })
})

test('what is covered is found on its words, and between them where one cover lies over both', () => {
  const name = { from: 6, to: 19, id: 'a', by: 'staff' } as const
  const { words } = wordsIn(said, [name])
  expect(words.filter(({ cover }) => cover).map(({ text }) => text)).toEqual(['Кузьма', 'Хитров'])
  expect(words.filter(({ gapCovered }) => gapCovered).map(({ text }) => text)).toEqual(['Кузьма'])
})

test('for whoever may not read it, dots are words too', () => {
  const dotted = 'Сосед •••••••••••••, кв.17'
  expect(wordsIn(dotted, []).words.map(({ text }) => text)).toEqual(['Сосед', '•••••••••••••', 'кв.17'])
})

test('a stretch goes from the first word to the last, whichever was touched first', () => {
  const { words } = wordsIn(said, [])
  expect(stretchOf(words, 2, 1)).toEqual({ from: 6, to: 19 })
  expect(said.slice(6, 19)).toBe('Кузьма Хитров')
})

test('pieces for reading keep the whole text, and people’s covers go before the rule’s', () => {
  const covered = [
    { from: 6, to: 12, id: 'a', by: 'staff' },
    { from: 10, to: 19, by: 'rule' },
  ] as const
  const pieces = piecesOf(said, covered)
  expect(pieces.map(({ text }) => text).join('')).toBe(said)
  expect(pieces.filter(({ by }) => by)).toEqual([
    { text: 'Кузьма', by: 'staff' },
    { text: ' Хитров', by: 'rule' },
  ])
  expect(piecesOf('', [])).toEqual([])
})
