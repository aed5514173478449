import appeals from '@vmeste/appeals'
import { civicPlugin } from '@vmeste/civic'
import ratings from '@vmeste/ratings'
import { expect, test } from 'vitest'
import { somebodys } from '../../core/testkit/src/conformance/silver/rules/erased.ts'

/** What needs no declaration of its own, and why. */
const together: Readonly<Record<string, string>> = {
  'civic.organisation.phone': 'a service’s number, for everybody',
  'civic.department.phone': 'a service’s number, for everybody',
  'civic.membership.person': 'goes with civic.staff.person, in one transaction',
}
interface Meta {
  readonly meta: { readonly schema?: string; readonly tableName: string; readonly properties: Record<string, unknown> }
}
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

test.each([appeals, ratings, civicPlugin()])('$id: a column that is somebody’s by its name is declared', (plugin) => {
  const schema = plugin.storage!.schema
  const declared = new Set(
    plugin.personalData?.flatMap(({ table, columns }) =>
      columns.map((column) => `${table.includes('.') ? table : `${schema}.${table}`}.${column}`),
    ),
  )
  const columns = (plugin.storage!.entities as unknown as Meta[]).flatMap(({ meta }) =>
    Object.keys(meta.properties).map((name) => [snake(name), `${schema}.${meta.tableName}.${snake(name)}`] as const),
  )
  expect(columns.length).toBeGreaterThan(20)
  expect(
    columns
      .filter(([column, name]) => somebodys.test(column) && !declared.has(name) && !(name in together))
      .map(([, name]) => name),
  ).toEqual([])
})
