import { definePlugin, type Plugin } from '@vmeste/sdk'
import { Migration } from '@vmeste/sdk/storage'

export type Statements = Readonly<Record<string, readonly string[]>>

/** A module that is nothing but its migrations: statements by the migration's name. */
export function moduleWith(id: string, statements: Statements): Plugin {
  const text = { ru: id, be: id, en: id }
  const migrations = Object.entries(statements).map(([name, list]) => ({
    name,
    class: class extends Migration {
      override up(): void {
        for (const statement of list) this.addSql(statement)
      }
    },
  }))
  return definePlugin({
    id,
    engine: '^0.1',
    title: text,
    summary: text,
    storage: { schema: id, entities: [], migrations },
  })
}
