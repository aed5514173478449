import { expect, test } from 'vitest'
import { dayInWords, nextText, stepText } from './step-texts.ts'

test('the server knows Belarusian months', () => {
  expect((['ru', 'be', 'en'] as const).map((lang) => dayInWords('2026-04-25', lang))).toEqual([
    '25 апреля',
    '25 красавіка',
    '25 April',
  ])
})

test('a day of another year says which', () => {
  const said = new Date('2026-04-16T15:42:00Z')
  expect(dayInWords('2026-06-01', 'ru', said)).toBe('1 июня')
  expect(nextText('INTERIM', { lang: 'be', department: 'ЖКГ', day: '2028-06-01', said })).toBe(
    'ЖКГ: выправяць да 1 чэрвеня 2028.',
  )
})

test('a step names the department and the day, or does without', () => {
  expect(stepText('ACCEPTED', { lang: 'ru', department: 'ЖКХ', day: null })).toBe('ЖКХ: приняли в работу')
  expect(stepText('PLANNED', { lang: 'be', department: null, day: '2026-05-08' })).toBe('Запланавана да 8 мая')
  expect(nextText('ROUTED', { lang: 'en', department: null, day: null })).toBe('The department will start work on it.')
})

test('only whoever reported is asked whether it is fixed', () => {
  const words = { lang: 'ru', department: null, day: null } as const
  expect([nextText('ANSWERED', words), nextText('ANSWERED', words, 'SUPPORTER')]).toEqual([
    'Посмотрите результат и скажите: исправлено?',
    'Посмотрите результат. Если что-то не так, отправьте новое сообщение.',
  ])
})
