import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import pg from 'pg'
import { roleUrl } from './role-url.ts'

interface Statement {
  readonly text: string
  readonly values: unknown[]
}
const { list, submit } = JSON.parse(readFileSync(process.env['BENCH_CAPTURED']!, 'utf8')) as {
  list: Statement[]
  submit: Statement[]
}

const pool = new pg.Pool({ connectionString: await roleUrl(), max: 8 })
pool.on('connect', (client) => {
  void client.query(`select set_config('app.city', '1', false)`)
})

export type Row = Record<string, unknown>

/** The platform's own statements for a list of 20, nothing else. */
export async function runList(): Promise<Row[]> {
  const client = await pool.connect()
  try {
    let rows: Row[] = []
    for (const { text, values } of list) rows = (await client.query<Row>(text, values)).rows
    return rows.slice(0, 20)
  } finally {
    client.release()
  }
}

/** The platform's own statements for one submit, with keys made anew. */
export async function runSubmit(): Promise<string> {
  const client = await pool.connect()
  try {
    const renew = renewal()
    for (const { text, values } of submit) {
      // no rows where a transaction begins: that is two statements in one
      const { rows } = await client.query<Row>(text, values.map(renew.value))
      if (text.includes('next_number')) renew.number(Object.values(rows[0] ?? {})[0])
    }
    return renew.last()
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const uuids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
const numbers = /МЕ-С-\d{4}-\d{6,}/g

/** Ids and hashes must be new each time, and the same wherever one stands twice. */
function renewal() {
  const made = new Map<string, string>()
  let number = ''
  const fresh = (old: string): string => made.get(old) ?? made.set(old, crypto.randomUUID()).get(old)!
  return {
    value: (value: unknown): unknown => {
      if (typeof value !== 'string') return value
      if (/^[0-9a-f]{64}$/.test(value)) return randomBytes(32).toString('hex')
      if (/^[\w-]{43}$/.test(value)) return randomBytes(32).toString('base64url')
      return value.replace(uuids, fresh).replace(numbers, (old) => number || old)
    },
    number: (taken: unknown): void => {
      number = typeof taken === 'string' ? taken : `МЕ-С-${new Date().getFullYear()}-${String(taken).padStart(6, '0')}`
    },
    last: () => number,
  }
}
