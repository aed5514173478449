import type pg from 'pg'
import { definePlugin, on, uuidv7, z, type CloudEvent, type Ctx } from '@vmeste/sdk'
import { defineEntity, Migration, p, rowLevelSecurity, sql } from '@vmeste/sdk/storage'
import type { CityTransaction } from '@vmeste/sdk/storage'

const text = { ru: 'Проверка', be: 'Праверка', en: 'Test' }

class Bell extends Migration {
  override up(): void {
    this.addSql(
      `create table bell.ring (city int not null default core.current_city(), id uuid not null,
        constraint ring_pkey primary key (city, id))`,
    )
    for (const statement of rowLevelSecurity('bell.ring')) this.addSql(statement)
  }
}
const Ring = defineEntity({
  name: 'Ring',
  schema: 'bell',
  tableName: 'ring',
  properties: { city: p.integer().primary().defaultRaw('core.current_city()'), id: p.uuid().primary() },
})

/** Emits. */
export const bell = definePlugin({
  id: 'bell',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'bell', entities: [Ring], migrations: [{ name: '0001-bell', class: Bell }] },
  emits: { 'bell.rung@1': z.object({ n: z.number() }), 'bell.other@1': z.object({}) },
})

/** Rings in one transaction, all in order. */
export const ring = (ctx: Ctx, ...numbers: number[]): Promise<string[]> =>
  ctx.db.transaction(async (tx) => {
    await tx.run(sql`insert into bell.ring (id) values (${uuidv7()})`)
    return numbers.map((n) => tx.emit({ type: 'bell.rung@1', subject: 'bell:Bell:1', data: { n } }))
  })

/**
 * Rings as a version of the bell that promised less had left it in the outbox; past the check of what it promises now.
 */
export async function ringAsBefore(pool: pg.Pool, city: number, n: unknown): Promise<void> {
  const event = { id: uuidv7(), type: 'bell.rung@1', subject: 'bell:Bell:1', data: { n }, occurred_at: new Date() }
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('app.city', $1, true)`, [String(city)])
    await client.query(`select core.flush($1::jsonb, '[]'::jsonb, 'system:test')`, [JSON.stringify([event])])
    await client.query('commit')
  } finally {
    client.release(true)
  }
}

class Ledger extends Migration {
  override up(): void {
    this.addSql(`create table ledger.line (
      city int not null default core.current_city(), id uuid not null, n int not null, written bigint generated always
        as identity, constraint line_pkey primary key (city, id))`)
    for (const statement of rowLevelSecurity('ledger.line')) this.addSql(statement)
  }
}
const Line = defineEntity({
  name: 'Line',
  schema: 'ledger',
  tableName: 'line',
  properties: { city: p.integer().primary().defaultRaw('core.current_city()'), id: p.uuid().primary(), n: p.integer() },
})

export type Heard = CloudEvent<{ n: number }>

/** What a test wants the handler to do beside writing its line. */
export const habits = {
  before: async (_event: Heard, _tx: CityTransaction): Promise<void> => undefined,
  after: async (_event: Heard, _tx: CityTransaction): Promise<void> => undefined,
  job: async (_ctx: Ctx): Promise<void> => undefined,
}
export function behave(): void {
  habits.before = habits.after = async () => undefined
  habits.job = async () => undefined
}

const schema = z.object({ n: z.number() })

/** A ring that the second subscriber wants to hear nothing of. */
export const unheard = 1313

async function hearRest(_ctx: Ctx, { data }: CloudEvent<{ n: unknown }>): Promise<void> {
  if (data.n === unheard) throw new Error('none of its business')
}

/** Writes a line for every ring, and once more as a second subscriber that does nothing. */
export const ledger = definePlugin({
  id: 'ledger',
  engine: '^0.1',
  title: text,
  summary: text,
  storage: { schema: 'ledger', entities: [Line], migrations: [{ name: '0001-ledger', class: Ledger }] },
  subscribes: [
    on('bell.rung@1', schema, async (_ctx, event, tx) => {
      await habits.before(event, tx)
      await tx.run(sql`insert into ledger.line (id, n) values (${uuidv7()}, ${event.data.n})`)
      await habits.after(event, tx)
    }),
    on('bell.rung@1', z.object({ n: z.union([z.number(), z.string()]) }), hearRest, {
      name: 'idle',
      unless: { n: unheard },
    }),
  ],
  jobs: { count: { cron: '0 3 * * *', run: (ctx) => habits.job(ctx) } },
})

/** Numbers of the lines in a city, in the order in which they were written. */
export async function lines(ctx: Ctx): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from ledger.line order by written`.execute(ctx.db.read)
  return rows.map((row) => row.n)
}
