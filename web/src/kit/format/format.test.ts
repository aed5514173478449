import { expect, test } from 'vitest'
import { createFormat } from './format.ts'

const now = Date.parse('2026-04-16T15:42:00Z')
const format = (lang: 'ru' | 'be' | 'en') => createFormat(lang, 'Europe/Minsk', () => now)

test("dates are Belarusian in Belarusian, with the city's time and the year only when it differs", () => {
  expect(format('be').date('2026-04-16T21:30:00Z')).toBe('17\u00a0красавіка')
  expect(format('be').date('2025-02-01T10:00:00Z')).toBe('1\u00a0лютага 2025')
  expect(format('be').weekday('2026-05-01T10:00:00Z')).toBe('пятніца, 1\u00a0мая')
  expect(format('ru').weekday('2026-04-19T10:00:00Z')).toBe('воскресенье, 19\u00a0апреля')
  expect(format('en').date('2026-11-22T10:00:00Z')).toBe('22\u00a0November')
})

test('near days have names, and midnight is 00:00', () => {
  expect(format('be').dateTime('2026-04-16T15:42:00Z')).toBe('сёння, 18:42')
  expect(format('ru').dateTime('2026-04-15T21:00:00Z')).toBe('сегодня, 00:00')
  expect(format('be').dateTime('2026-04-15T20:59:00Z')).toBe('учора, 23:59')
  expect(format('en').dateTime('2026-04-17T06:05:00Z')).toBe('tomorrow, 09:05')
})

test('distances decline with the number', () => {
  const ago = (days: number) => now - days * 86_400_000
  expect([1, 3, 11].map((days) => format('be').relative(ago(days)))).toEqual([
    '1\u00a0дзень таму',
    '3\u00a0дні таму',
    '11\u00a0дзён таму',
  ])
  expect(format('ru').relative(now + 2.5 * 3_600_000)).toBe('через 2\u00a0часа')
  expect(format('be').relative(now - 61_000)).toBe('1\u00a0хвіліну таму')
  expect(format('en').relative(now + 30_000)).toBe('just now')
  expect(format('ru').timeLeft(now - 5 * 3_600_000)).toBe('просрочено на 5\u00a0часов')
  expect(format('be').timeLeft(now + 2 * 86_400_000)).toBe('яшчэ 2\u00a0дні')
})

test('numbers group in threes from five digits on', () => {
  expect(format('be').number(1234)).toBe('1234')
  expect(format('be').number(1234567.26, 1)).toBe('1\u00a0234\u00a0567,3')
  expect(format('en').number(-0.04, 1)).toBe('0.0')
  expect(format('ru').number(-12)).toBe('−12')
})

test('a list that is counted only so far says so, in words', () => {
  expect([format('ru').total(9999, true), format('ru').total(10_000, false)]).toEqual(['9999', 'больше 10\u00a0000'])
  expect(format('be').total(10_000, false)).toBe('больш за 10\u00a0000')
  expect(format('en').total(10_000, false)).toBe('more than 10\u00a0000')
})
