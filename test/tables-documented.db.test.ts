import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { runInThisContext } from 'node:vm'
import * as sdk from '@vmeste/sdk'
import { definePlugin, exportTable, importTable, Tables, tableImports, undoImport } from '@vmeste/sdk'
import type { Ctx, ImportInput, Table } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity, sql } from '@vmeste/sdk/storage'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const page = readFileSync(new URL('../docs/tables.md', import.meta.url), 'utf8')
const sample = (kind: string): string => new RegExp(`\`\`\`${kind}\n([^]*?)\`\`\``).exec(page)![1]!

/** The description on the page, as it stands there. */
const code = stripTypeScriptTypes(sample('ts'))
  .replaceAll(/^import .*$/gm, '')
  .replaceAll('export const', 'const')
const treesTable = (
  runInThisContext(`({ choiceCell, codeCell, textCell, yesNoCell, sql }) => { ${code}; return treesTable }`) as (
    given: object,
  ) => (ctx: Ctx) => Table<unknown>
)({ ...sdk, sql })

class Trees extends Migration {
  override up(): void {
    this.addSql(`create table trees.tree (city int not null default core.current_city(), code text not null, species text not null,
      note text null, alive boolean not null, constraint tree_pkey primary key (city, code))`)
    for (const statement of rowLevelSecurity('trees.tree')) this.addSql(statement)
  }
}
const title = { ru: 'Деревья', be: 'Дрэвы', en: 'Trees' }
const trees = definePlugin({
  id: 'trees',
  engine: '^0.1',
  title,
  summary: title,
  permissions: { 'trees.change': { title, default: ['city-admin'] } },
  uses: [Tables],
  storage: {
    schema: 'trees',
    entities: [
      defineEntity({
        name: 'Tree',
        schema: 'trees',
        tableName: 'tree',
        properties: {
          city: p.integer().primary().defaultRaw('core.current_city()'),
          code: p.text().primary(),
          species: p.text(),
          note: p.text().nullable(),
          alive: p.boolean(),
        },
      }),
    ],
    migrations: [{ name: '0001-trees', class: Trees }],
  },
  graph: {
    typeDefs: sample('graphql'),
    resolvers: {
      Query: {
        treesTable: (_: unknown, __: unknown, ctx: Ctx) => exportTable(ctx, treesTable(ctx)),
        treeImports: (_: unknown, __: unknown, ctx: Ctx) => tableImports(ctx, treesTable(ctx)),
      },
      Mutation: {
        importTrees: (_: unknown, args: ImportInput, ctx: Ctx) => importTable(ctx, treesTable(ctx), args),
        undoTreesImport: (_: unknown, { id }: { id: string }, ctx: Ctx) => undoImport(ctx, treesTable(ctx), id),
      },
    },
  },
})

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [trees] })
})
afterAll(() => town.stop())

const ask = async <Data>(query: string, variables: Record<string, unknown> = {}) =>
  (await town.graph<Data>('uzda', query, variables, { as: 'admin.uzda' })).data
const send = async (csv: string) =>
  (
    await ask<{ importTrees: { id: string } }>(
      'mutation ($csv: String!) { importTrees(csv: $csv) { ... on TableImported { id created updated changes { column before after } } ... on InvalidInput { fields { message } } } }',
      { csv },
    )
  ).importTrees

test('the module on the page takes a table in, gives it out and takes it back', async () => {
  const made = await send('Код;Порода;Заметка\nTR-0001;липа;Дупло\nTR-0002;LIME;')
  expect(made).toMatchObject({ created: 2, updated: 0 })
  expect(await ask('{ treesTable }')).toEqual({
    treesTable: '\uFEFFКод;Порода;Заметка;Растёт\r\nTR-0001;Липа;Дупло;да\r\nTR-0002;Липа;;да\r\n',
  })
  expect(await send('code;species\nTR-0003;PINE')).toEqual({
    fields: [{ message: 'Строка 2, «species»: «PINE» в этом городе нет' }],
  })
  const cut = await send('code;alive\nTR-0001;нет')
  expect(cut).toMatchObject({ changes: [{ column: 'Растёт', before: 'да', after: 'нет' }] })
  const undo = (id: string) =>
    ask('mutation ($id: UUID!) { undoTreesImport(id: $id) { ... on TableUndone { rows } ... on Problem { code } } }', {
      id,
    })
  expect(await undo(made.id)).toEqual({ undoTreesImport: { code: 'TABLE_CHANGED_SINCE' } })
  expect(await undo(cut.id)).toEqual({ undoTreesImport: { rows: 1 } })
  expect(await undo(made.id)).toEqual({ undoTreesImport: { rows: 2 } })
  expect(await ask('{ treeImports { created undoneAt } }')).toMatchObject({ treeImports: [{}, {}] })
})
