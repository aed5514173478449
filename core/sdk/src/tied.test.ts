import { expect, test } from 'vitest'
import { tied } from './tied.ts'

test('what belongs together stays on one line, and nothing else', () => {
  const shown = (text: string) => tied(text).replaceAll('\u00a0', '_')
  expect(shown('Закон № 300-З — это {n} день, а не {name} день.')).toBe(
    'Закон №_300-З_— это {n}_день, а не {name} день.',
  )
  expect(shown('Попробуйте через {minutes} мин. Файл до 15 МБ, Law No. 300-Z')).toBe(
    'Попробуйте через {minutes}_мин. Файл до 15_МБ, Law No._300-Z',
  )
  expect(shown('Прыклад: +375 29 123-45-67')).toBe('Прыклад: +375 29 123-45-67')
  expect(shown('Подождите {minutes} минут, {number} ждёт')).toBe('Подождите {minutes}_минут, {number} ждёт')
})
