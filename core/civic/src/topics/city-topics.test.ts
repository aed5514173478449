import { expect, test } from 'vitest'
import { merge } from './city-topics.ts'

const row = {
  code: 'YARD.PLAY',
  parent: 'YARD',
  title: { ru: 'Площадка', be: 'Пляцоўка', en: 'Playground' },
  department: 'GREEN',
  make_safe: null,
  fix: '3wd',
  call_first: null,
  hidden: false,
  note: null,
}

test('a city’s row takes the place of the shipped topic, in its place', () => {
  const { offered, byCode } = merge([row])
  expect(offered).toHaveLength(43)
  expect(offered[0]).toEqual({ code: 'YARD.PLAY', parent: 'YARD', title: row.title, department: 'GREEN', fix: '3wd' })
  expect(byCode.get('YARD.CLEAN')).toMatchObject({ fix: '3wd', department: 'HOUS' })
})

test('a hidden topic is not offered but still known; an added one stands before «Другое»', () => {
  const { offered, byCode, all } = merge([
    { ...row, code: 'YARD.FOUNTAIN' },
    { ...row, hidden: true },
  ])
  expect(offered.map(({ code }) => code)).not.toContain('YARD.PLAY')
  expect(byCode.get('YARD.PLAY')?.title.be).toBe('Пляцоўка')
  expect(all).toHaveLength(44)
  expect(all.filter(({ own }) => own).map(({ topic: { code }, hidden, shipped }) => [code, hidden, shipped])).toEqual([
    ['YARD.PLAY', true, true],
    ['YARD.FOUNTAIN', false, false],
  ])
  expect(offered.slice(-2).map(({ code }) => code)).toEqual(['YARD.FOUNTAIN', 'OTHER'])
})

test('a shipped urgency outlives an edit: whoever is in the lift does not wait for a form', () => {
  expect(merge([{ ...row, code: 'HOUSE.LIFT' }]).byCode.get('HOUSE.LIFT')?.urgent?.term).toBe('30min')
})
