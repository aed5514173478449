import { expect, test } from 'vitest'
import { byWhen } from './due-words.ts'

const texts: Readonly<Record<string, string>> = { 'due.by': 'до {when}', 'due.near': '{day} до {time}' }
const say = (key: string, params?: Readonly<Record<string, string | number | undefined>>) =>
  texts[key]!.replace(/\{(\w+)\}/g, (_, name: string) => String(params?.[name]))

test('a day near at hand is no genitive', () => {
  expect(byWhen(say, '16 апреля, 18:42')).toBe('до 16 апреля, 18:42')
  expect(byWhen(say, 'сегодня, 18:42')).toBe('сегодня до 18:42')
  expect(byWhen(say, 'завтра, 9:00', true)).toBe('завтра до 9:00')
})
