import { expect, test } from 'vitest'
import { migratedLines } from './migrated-lines.ts'

test('a start says what it migrated, a line for each unit', () => {
  expect(migratedLines([])).toEqual([])
  expect(migratedLines(['core/0030-installation', 'appeals/0001-reports', 'core/0031-next'])).toEqual([
    '  migrated core: 0030-installation, 0031-next',
    '  migrated appeals: 0001-reports',
  ])
})
