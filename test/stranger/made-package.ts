import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contractOf } from '@vmeste/host/contract'
import { definePlugin, on, z, type Plugin } from '@vmeste/sdk'
import { Migration } from '@vmeste/sdk/storage'
import { writeTarball } from '../../core/cli/src/module/write-tarball.ts'

export interface MadeModule {
  readonly version: string
  /** Statements of each migration by its name. */
  readonly migrations: Readonly<Record<string, readonly string[]>>
  /** Events it hears. */
  readonly hears?: readonly string[]
  /** Rights it brings. */
  readonly rights?: readonly string[]
}

/** Written so that its own text runs in a package too: it names nothing from outside. */
const make = (
  tools: { definePlugin: typeof definePlugin; on: typeof on; z: typeof z; Migration: typeof Migration },
  made: MadeModule,
): Plugin => {
  const title = { ru: 'Фонари', be: 'Ліхтары', en: 'Lamps' }
  return tools.definePlugin({
    id: 'lamps',
    engine: '^0.1',
    title,
    summary: title,
    permissions: Object.fromEntries((made.rights ?? []).map((right) => [right, { title, default: ['operator'] }])),
    graph: {
      typeDefs: 'extend type Query { lamps: String @public }',
      resolvers: { Query: { lamps: () => made.version } },
    },
    subscribes: (made.hears ?? []).map((type) =>
      tools.on(type, tools.z.object({ number: tools.z.string() }), async () => undefined),
    ),
    storage: {
      schema: 'lamps',
      entities: [],
      migrations: Object.entries(made.migrations).map(([name, statements]) => ({
        name,
        class: class extends tools.Migration {
          override up(): void {
            for (const statement of statements) this.addSql(statement)
          }
        },
      })),
    },
  })
}

/**
 * A package as `vmeste pack` makes it, without building anything: its code is one small file. Gives where it lies.
 *
 * @param migrations what its code has, where that is not what its contract says
 */
export async function madePackage(folder: string, made: MadeModule, migrations = made.migrations): Promise<string> {
  const name = 'lamps'
  const contract = contractOf(make({ definePlugin, on, z, Migration }, made), { name, version: made.version })
  const code = `import { definePlugin, on, z } from '@vmeste/sdk'\nimport { Migration } from '@vmeste/sdk/storage'\nexport default (${make.toString()})({ definePlugin, on, z, Migration }, ${JSON.stringify({ ...made, migrations })})\n`
  const files = new Map(
    Object.entries(contract).map(([file, text]): [string, Buffer] => [`contract/${file}`, Buffer.from(text)]),
  )
  files.set('dist/plugin.js', Buffer.from(code))
  files.set(
    'package.json',
    Buffer.from(JSON.stringify({ name, version: made.version, type: 'module', exports: { '.': './dist/plugin.js' } })),
  )
  const file = join(folder, `${name}-${made.version}-${crypto.randomUUID().slice(0, 8)}.tgz`)
  await writeFile(file, await writeTarball(files))
  return file
}
