import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../workspace.ts'
import key from './key.json' with { type: 'json' }

test('what a newcomer should find by the names of folders and files alone is there', () => {
  expect(Object.keys(key)).toHaveLength(12)
  expect(
    Object.values(key)
      .flat()
      .filter((file) => !existsSync(join(root, file))),
  ).toEqual([])
})
