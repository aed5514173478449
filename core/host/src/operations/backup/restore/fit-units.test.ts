import { expect, test } from 'vitest'
import { leftOut } from './fit-units.ts'

const schemas = ['core', 'identity', 'civic', 'graphile_worker', 'appeals', 'stray_animals'].map((name) => ({
  name,
  log: null,
  migrations: [],
}))

test('rows are left out of modules that the backup holds, by their name or their schema', () => {
  expect(leftOut({ schemas }, [])).toEqual([])
  expect(leftOut({ schemas }, ['stray-animals', 'appeals'])).toEqual(['stray_animals', 'appeals'])
})

test.each(['nothing-such', 'straw_animals', 'core', 'identity', 'civic', 'graphile_worker'])(
  '%s is refused, with those that there are',
  (name) => {
    expect(() => leftOut({ schemas }, ['appeals', name])).toThrow(
      expect.objectContaining({
        code: 'VMESTE_RESTORE_WITHOUT',
        message: expect.stringContaining('appeals, stray_animals') as string,
      }) as Error,
    )
  },
)
