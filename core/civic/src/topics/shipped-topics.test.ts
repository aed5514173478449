import { expect, test } from 'vitest'
import { langs } from '@vmeste/sdk'
import { profileAt } from '../deadlines/profile.ts'
import { shippedProfiles } from '../deadlines/profiles/shipped-profiles.ts'
import { parsePlainTerm } from '../deadlines/term.ts'
import { shippedBranches, shippedTopics } from './shipped-topics.ts'

const departments = [
  'HOUS',
  'ROAD',
  'LIGHT',
  'WATER',
  'HEAT',
  'GREEN',
  'WASTE',
  'TRANS',
  'SOC',
  'HEALTH',
  'EDU',
  'ARCH',
  'LAND',
  'TRADE',
  'ECO',
  'POL',
  'POST',
  'ADMIN',
  'VET',
]

test('there are 43 leaves, each once, and no more than nine ways to begin', () => {
  expect(shippedTopics).toHaveLength(43)
  expect(new Set([...shippedTopics, ...shippedBranches].map(({ code }) => code)).size).toBe(43 + shippedBranches.length)
  expect(shippedBranches.length + shippedTopics.filter(({ parent }) => !parent).length).toBeLessThanOrEqual(9)
})

test('every text is there in three languages, Belarusian in its own letters', () => {
  const texts = [
    ...shippedBranches.map(({ title }) => title),
    ...shippedTopics.flatMap(({ title, note, urgent }) => [title, note ?? [], urgent?.when ?? []].flat()),
  ]
  for (const text of texts) {
    for (const lang of langs) expect(text[lang], JSON.stringify(text)).toMatch(/\S/)
    expect(text.be, 'letters Belarusian does not have').not.toMatch(/[ищъ]/i)
    expect(text.en).toMatch(/^[\x20-\x7e–’]+$/)
  }
})

test('every term is plain or stands in the rules of messages; every department is known', () => {
  const rules = profileAt(shippedProfiles, 'by-message', '2026-04-16')
  for (const { code, department, makeSafe, fix, urgent, callFirst } of shippedTopics) {
    for (const term of [makeSafe, fix, urgent?.term])
      if (term) expect(parsePlainTerm(term) ?? rules.terms[term], `${code}: ${term}`).toBeDefined()
    expect(departments, code).toContain(department)
    expect(makeSafe ?? fix ?? callFirst, `${code} promises something`).toBeDefined()
  }
})

test('a smell of gas is a call before it is a case, and promises no other term', () => {
  expect(shippedTopics.filter(({ callFirst }) => callFirst)).toMatchObject([{ code: 'UTIL.GAS', callFirst: '104' }])
  expect(shippedTopics.find(({ code }) => code === 'UTIL.GAS')).not.toHaveProperty('fix')
})
