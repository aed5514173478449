import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

interface Counted {
  statements: string[]
}
const counting = new AsyncLocalStorage<Counted>()
let listening = false

/** Every statement that work sends to PostgreSQL, and no other's. */
export async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  listen()
  const counted: Counted = { statements: [] }
  await counting.run(counted, work)
  return counted.statements
}

function listen(): void {
  if (listening) return
  listening = true
  const query = pg.Client.prototype.query as (...all: unknown[]) => unknown
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...args: unknown[]) {
      counting.getStore()?.statements.push(textOf(args[0]))
      return query.apply(this, args)
    },
  })
}

function textOf(first: unknown): string {
  if (typeof first === 'string') return first
  const { text } = (first ?? {}) as { readonly text?: unknown }
  return typeof text === 'string' ? text : ''
}
