import type pg from 'pg'
import { Unasked, type Asked } from '../facts/check.ts'

/** Asks the database in the name of whoever looks. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]) => Promise<Row[]>

/** A city as readings need it. */
export interface AskedCity {
  readonly id: number
  readonly slug: string
  readonly country: string
  readonly demonstration: boolean
}

/**
 * Asks for rows of several cities in the schema of the civic services: `$1` is their ids, `$2` their countries, in the
 * same order. A host asks as a role that sees one city at a time, a command as the owner, who sees all; the answers are
 * the same.
 */
export type AskCities = <Row extends pg.QueryResultRow>(
  cities: readonly Pick<AskedCity, 'id' | 'country'>[],
  text: string,
  values?: readonly unknown[],
) => Promise<Row[]>

const patienceMs = 5_000

/** One reading with a deadline: what fails or hangs says so, and the others stand. */
export async function tryReading<T>(work: () => T | PromiseLike<T>): Promise<Asked<T>> {
  const { promise: late, resolve } = Promise.withResolvers<Unasked>()
  const timer = setTimeout(() => {
    resolve(new Unasked('ETIMEDOUT'))
  }, patienceMs)
  try {
    const reading = Promise.resolve().then(work)
    reading.catch(() => undefined) // what fails after its deadline has been told already
    return await Promise.race([reading, late])
  } catch (error) {
    return new Unasked(codeOf(error))
  } finally {
    clearTimeout(timer)
  }
}

/** A code, or a name: words of a database or of a mail server may hold names, addresses, values. */
export function codeOf(error: unknown): string {
  const { code, errors } = error as { code?: unknown; errors?: unknown }
  if (typeof code === 'string' && code !== '') return code.slice(0, 60)
  if (Array.isArray(errors) && errors.length > 0) return codeOf(errors[0])
  return error instanceof Error ? error.name : 'FAILED'
}
