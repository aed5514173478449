import pg from 'pg'
import type { Finding } from '../rule.ts'

interface Column {
  readonly column: string
  readonly type: string
  readonly label: string | null
  readonly base: string
}

const columns = `
  select a.attname as column, format_type(a.atttypid, a.atttypmod) as type, format_type(coalesce(nullif(t.typbasetype,
    0), t.oid), null) as base,
    (select min(e.enumlabel) from pg_enum e where e.enumtypid = t.oid) as label
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped and a.attnotnull and a.attgenerated = ''
    and a.attidentity = '' and not a.atthasdef and a.attname <> 'city'`

/**
 * Puts one made-up row into every table of a module, so that there is something to lose. Nobody reads such a row:
 * it need not make sense, so references, checks and triggers are set aside for the moment.
 *
 * @returns tables into which no row would go
 */
export async function fillTables(url: string, schema: string, city: number): Promise<Finding[]> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    await owner.query(`select set_config('app.city', $1, false)`, [String(city)])
    const { rows: tables } = await owner.query<{ name: string }>(
      `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'`,
      [schema],
    )
    const findings: Finding[] = []
    for (const { name } of tables) {
      await fill(owner, name, city).catch((error: Error) =>
        findings.push({
          culprit: `table ${name}`,
          message: `no made-up row would go into it, so nothing could be seen to stay: ${error.message}`,
          fix: 'give its columns types that take a plain value, or defaults',
        }),
      )
    }
    return findings
  } finally {
    await owner.end()
  }
}

async function fill(owner: pg.Client, table: string, city: number): Promise<void> {
  const { rows: needed } = await owner.query<Column>(columns, [table])
  const { rows: checks } = await owner.query<{ name: string; made: string }>(
    `select conname as name, pg_get_constraintdef(oid) as made from pg_constraint where conrelid = $1::regclass and contype in ('c', 'f')`,
    [table],
  )
  const names = ['city', ...needed.map(({ column }) => column)].map((name) => `"${name}"`)
  await owner.query('begin')
  try {
    await owner.query(`alter table ${table} disable trigger user`)
    for (const { name } of checks) await owner.query(`alter table ${table} drop constraint "${name}"`)
    await owner.query(
      `insert into ${table} (${names.join(', ')}) values (${[String(city), ...needed.map(valueOf)].join(', ')})`,
    )
    for (const { name, made } of checks)
      await owner.query(
        `alter table ${table} add constraint "${name}" ${made}${made.endsWith('NOT VALID') ? '' : ' not valid'}`,
      )
    await owner.query(`alter table ${table} enable trigger user`)
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}

/** Something of the type, as SQL. */
function valueOf({ type, base, label }: Column): string {
  if (label !== null) return `'${label}'`
  if (type.endsWith('[]')) return `'{}'`
  if (/^(smallint|integer|bigint|numeric|real|double precision|money|oid)/.test(base)) return '1'
  if (/^(timestamp|date|time)/.test(base)) return `now()::${base}`
  return (
    (
      {
        uuid: 'gen_random_uuid()',
        boolean: 'true',
        json: `'{}'`,
        jsonb: `'{}'`,
        interval: `'1 day'`,
        inet: `'127.0.0.1'`,
        cidr: `'127.0.0.0/8'`,
        bytea: `'\\x00'`,
      } as Record<string, string>
    )[base] ?? `'x'`
  )
}
