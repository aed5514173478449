import { Migration } from '@vmeste/sdk/storage'
import { expect, test } from 'vitest'
import { mergeParts } from './merge-parts.ts'

class Nothing extends Migration {
  override up(): void {}
}
const title = { ru: 'а', be: 'а', en: 'a' }

test('parts become one definition, migrations in the order of their names', () => {
  const a = () => 'a',
    b = () => 'b'
  const merged = mergeParts([
    { migrations: [{ name: '0002-b', class: Nothing }], typeDefs: 'type B { b: Int }', resolvers: { Query: { b } } },
    {
      migrations: [{ name: '0001-a', class: Nothing }],
      permissions: { 'civic.a': { title, default: [] } },
      resolvers: { Query: { a }, A: { a } },
    },
  ])
  expect(merged.storage.migrations.map((migration) => migration.name)).toEqual(['0001-a', '0002-b'])
  expect(merged.graph?.resolvers).toEqual({ Query: { a, b }, A: { a } })
  expect(Object.keys(merged.permissions ?? {})).toEqual(['civic.a'])
})

test('two parts cannot give the same thing', () => {
  const part = { resolvers: { Query: { a: () => 1 } } }
  expect(() => mergeParts([part, part])).toThrow(
    expect.objectContaining({
      code: 'VMESTE_CIVIC_PART_CLASH',
      message: expect.stringContaining('resolver of Query a') as string,
    }),
  )
  expect(() =>
    mergeParts([{ permissions: { p: { title, default: [] } } }, { permissions: { p: { title, default: [] } } }]),
  ).toThrow(/permission p/)
})
