import { escapeIdentifier as quoted } from 'pg'
import type { Ctx, Plugin } from '@vmeste/sdk'
import { sql } from '@vmeste/sdk/storage'
import { cityTables, type Asks } from './city-tables.ts'

export interface PurgeParts {
  readonly plugin: Plugin
  /** The module's own `Ctx` in the city, though it is off there: its role, its city. */
  readonly own: Ctx
  /** The host's connections. */
  readonly core: Asks
  /** Units that keep things for modules (files, notices), with their own `Ctx` in the city. */
  readonly keepers: readonly { readonly plugin: Plugin; readonly ctx: Ctx }[]
}

export interface PurgePart {
  readonly deleted: number
  readonly done: boolean
}

const chunk = 1_000

/**
 * Deletes what a module holds in one city, a bounded part of it: rows in its schema, what waits for its handlers, and
 * what shared services keep for it. Called again it goes on where it was, on whichever host, until it is done.
 *
 * @param withinMs stops between two chunks after this
 */
export async function purgeModule(parts: PurgeParts, withinMs: number): Promise<PurgePart> {
  const until = performance.now() + withinMs
  let deleted = 0
  for (const step of await stepsOf(parts)) {
    for (;;) {
      if (performance.now() > until) return { deleted, done: false }
      const gone = await step()
      deleted += gone
      if (gone === 0) break
    }
  }
  return { deleted, done: true }
}

async function stepsOf({ plugin, own, core, keepers }: PurgeParts): Promise<(() => Promise<number>)[]> {
  const schema = plugin.storage?.schema
  const tables = schema === undefined ? [] : await cityTables(core, schema)
  return [
    ...tables.map(
      (table) => () =>
        own.db.transaction(async (tx) => {
          const name = sql.raw(`${quoted(schema!)}.${quoted(table)}`)
          const [row] = await tx.run<{ n: number }>(
            sql`with gone as (delete from ${name} where (tableoid, ctid) in (select tableoid, ctid from ${name}
              limit ${chunk}) returning 1) select count(*)::int as n from gone`,
          )
          return row?.n ?? 0
        }),
    ),
    async () =>
      (
        await core.query(
          `delete from core.delivery where ctid in (select ctid from core.delivery where city = $1
            and starts_with(subscriber, $2) and state in ('pending', 'parked', 'dead') limit ${chunk})`,
          [own.city.id, `${plugin.id}/`],
        )
      ).rowCount ?? 0,
    ...keepers.flatMap(({ plugin: keeper, ctx }) =>
      keeper.forgetModule ? [() => keeper.forgetModule!(ctx, plugin.id)] : [],
    ),
  ]
}

/** What would be deleted: rows by table, and events that wait. */
export async function countModule({
  plugin,
  own,
  core,
}: Pick<PurgeParts, 'plugin' | 'own' | 'core'>): Promise<{
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
  readonly waiting: number
}> {
  const schema = plugin.storage?.schema
  const tables: { name: string; rows: number }[] = []
  for (const name of schema === undefined ? [] : (await cityTables(core, schema)).toSorted()) {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.raw(`${quoted(schema!)}.${quoted(name)}`)}`.execute(own.db.read)
    tables.push({ name, rows: rows[0]?.n ?? 0 })
  }
  const { rows } = await core.query<{ n: number }>(
    `select count(*)::int as n from core.delivery
      where city = $1 and starts_with(subscriber, $2) and state in ('pending', 'parked', 'dead')`,
    [own.city.id, `${plugin.id}/`],
  )
  return { tables, waiting: rows[0]?.n ?? 0 }
}
