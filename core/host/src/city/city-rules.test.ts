import { Problem } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import {
  checkCentre,
  checkColours,
  checkName,
  checkPrefix,
  checkSlug,
  checkTimezone,
  looksOf,
  requireFreePrefix,
} from './city-rules.ts'

/** Code of the refusal, and that it says something in every language with nothing left to fill in. */
function refusalOf(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    for (const lang of ['ru', 'be', 'en'] as const) expect(error.messageIn(lang)).toMatch(/^[^{}]{15,}$/)
    return error.code
  }
  return 'none'
}
/** What a refusal says, in each language. */
function saidOf(work: () => unknown): Record<'ru' | 'be' | 'en', string> {
  try {
    work()
  } catch (error) {
    if (error instanceof Problem)
      return { ru: error.messageIn('ru'), be: error.messageIn('be'), en: error.messageIn('en') }
    throw error
  }
  throw new Error('it was not refused')
}
const name = (ru: string) => ({ ru, be: 'Любань', en: 'Luban' })

test.each([
  'Luban',
  'л',
  'l',
  'люба',
  '1luban',
  '-luban',
  'luban-',
  'lu ban',
  'lu/ban',
  'lu_ban',
  '',
  'a'.repeat(42),
  '../etc',
  'luban\n',
])('the slug %j will not do', (slug) => {
  expect(refusalOf(() => checkSlug(slug))).toBe('VMESTE_CITY_SLUG')
})
test.each([
  'add',
  'change',
  'remove',
  'list',
  'admin',
  'assets',
  'graphql',
  'health',
  'metrics',
  'realms',
  'auth',
  'appeals',
])('the slug %s is the platform’s', (slug) => {
  expect(refusalOf(() => checkSlug(slug))).toBe('VMESTE_CITY_SLUG_RESERVED')
})
test('other slugs will', () => {
  expect(['luban', 'stolbtsy-2', 'minsk', 'lu'].map(checkSlug)).toEqual(['luban', 'stolbtsy-2', 'minsk', 'lu'])
})

test.each([
  '',
  '   ',
  '\u200b\u200b',
  '\u00ad',
  'Лю\u202eбань',
  'Лю\nбань',
  '\u3164',
  '\u2800',
  '123',
  '—',
  'Л'.repeat(81),
])('the name %j is not seen', (text) => {
  expect(refusalOf(() => checkName(name(text)))).toBe('VMESTE_CITY_NAME')
})
test('a name is kept as it is read', () => {
  expect(checkName(name('  Старые   Дороги ')).ru).toBe('Старые Дороги')
  expect(checkName(name('г. п. Мир-1')).ru).toBe('г. п. Мир-1')
  expect(checkName({ ru: 'Мстиславль', be: 'Мсціслаў', en: 'M’stislaŭ' }).en).toBe('M’stislaŭ')
})

test.each(['', 'ЛБ-1', '1ЛБ', 'ЛЮБАНСК', 'Л Б', 'Л\u200bБ', '🙂'])('the prefix %j will not do', (prefix) => {
  expect(refusalOf(() => checkPrefix(prefix))).toBe('VMESTE_CITY_PREFIX')
})
test('a prefix is written in capitals, and what only a computer tells apart is taken', () => {
  expect([checkPrefix(' лб '), checkPrefix('У2')]).toEqual(['ЛБ', 'У2'])
  const taken = new Map([
    [looksOf('УЗ'), 'uzda'],
    [looksOf('ЖО'), 'zhodino'],
  ])
  expect(
    refusalOf(() => {
      requireFreePrefix('ЖO', taken)
    }),
    'a Latin O',
  ).toBe('VMESTE_CITY_PREFIX_TAKEN')
  expect(
    refusalOf(() => {
      requireFreePrefix('ЛБ', taken)
    }),
  ).toBe('none')
})

test.each(['green', '#1d4', '1d4d3', '#1d4d3c00', 'rgb(1,2,3)', ''])('%j is no colour', (colour) => {
  expect(refusalOf(() => checkColours(colour))).toBe('VMESTE_CITY_COLOUR')
})
test('text on a colour can be read', () => {
  expect(checkColours('1D4D3C')).toEqual({ colour: '#1d4d3c', onColour: '#ffffff' })
  expect(checkColours('#ffee00')).toEqual({ colour: '#ffee00', onColour: '#000000' })
  expect(checkColours('#ffee00', '#1a1a1a').onColour).toBe('#1a1a1a')
  expect(refusalOf(() => checkColours('#ffee00', '#ffffff'))).toBe('VMESTE_CITY_CONTRAST')
  expect(refusalOf(() => checkColours('#777777', '#888888'))).toBe('VMESTE_CITY_CONTRAST')
  // figures are written as each language writes them
  const messages = saidOf(() => checkColours('#777777', '#888888'))
  expect(messages.en.replaceAll('\u00a0', ' ')).toContain('contrast is 1.3, 4.5 is needed')
  for (const message of [messages.ru, messages.be]) expect(message).toMatch(/\s1,3, \S+\s4,5\./)
})

test.each([
  '',
  '52.8',
  '52.8,',
  ',',
  'x,y',
  '91,10',
  '10,181',
  '52.8;28',
  '52,8,28,0',
  '0,0',
  'NaN,1',
  '1e2,3',
  '52.8,28.0,1',
])('%j is no centre', (at) => {
  expect(refusalOf(() => checkCentre(at))).toBe('VMESTE_CITY_CENTRE')
})
test.each(['27.99,52.80', '37.61,55.75', '131.9,43.1'])('%s is turned', (at) => {
  expect(refusalOf(() => checkCentre(at))).toBe('VMESTE_CITY_CENTRE_SWAPPED')
})
test('a centre is a centre', () => {
  expect(checkCentre('52.80, 27.99')).toEqual({ lat: 52.8, lon: 27.99 })
  expect([checkCentre('55.75,37.61'), checkCentre('43.1,131.9'), checkCentre('-33.9,151.2')]).toHaveLength(3)
})

test('a time zone is one', () => {
  expect([checkTimezone('Europe/Minsk'), refusalOf(() => checkTimezone('Europe/Luban'))]).toEqual([
    'Europe/Minsk',
    'VMESTE_CITY_TIMEZONE',
  ])
})
