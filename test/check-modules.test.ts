import { afterAll, expect, test } from 'vitest'
import { check, copyOfRatings, dropCopies, replaced } from './stranger/check-copy.ts'

/**
 * `vmeste check` of our own modules, by the command and the settings that a stranger's module has. A fresh clone:
 * `check-modules.long.test.ts`.
 */
afterAll(dropCopies)

test('ratings keeps the contract', { timeout: 240_000 }, async () => {
  expect(await check('modules/ratings')).toEqual({
    code: 0,
    said: expect.stringContaining('ratings keeps the contract.') as string,
  })
})

test('a root field that is left naked is named', { timeout: 120_000 }, async () => {
  const naked = await copyOfRatings(async (read, write) => {
    const file = 'src/graph/staff.graphql'
    await write(file, replaced(await read(file), / @allow\(permission: "ratings.answer"\)/, ''))
  })
  const { code, said } = await check(naked)
  expect(code).toBe(1)
  expect(said).toMatch(/VMESTE_GRAPH_FIELD_UNGUARDED: Mutation\.answerComment of module "ratings"/)
})
