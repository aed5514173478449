import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { check, copyOfRatings, dropCopies, replaced } from './stranger/check-copy.ts'

/**
 * `vmeste check` of a copy of a module of our own that was broken, by the command and the settings that a stranger's
 * module has. Unbroken they are checked in a fresh clone by `check-modules.long.test.ts`.
 */
afterAll(dropCopies)

async function ratings(edit: Parameters<typeof copyOfRatings>[0] = async () => undefined): Promise<string> {
  const copy = await copyOfRatings(edit)
  for (const name of ['alone', 'silver', 'verified']) await rm(join(copy, `test/${name}.db.test.ts`))
  return copy
}

test('a root field that is left naked is named', { timeout: 120_000 }, async () => {
  const naked = await ratings(async (read, write) => {
    const file = 'src/graph/staff.graphql'
    await write(file, replaced(await read(file), / @allow\(permission: "ratings.answer"\)/, ''))
  })
  const { code, said } = await check(naked)
  expect(code).toBe(1)
  expect(said).toMatch(/VMESTE_GRAPH_FIELD_UNGUARDED: Mutation\.answerComment of module "ratings"/)
})
