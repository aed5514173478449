import { createHash } from 'node:crypto'
import type { StorageUnit } from '@vmeste/host/storage'

type Migrations = Pick<StorageUnit, 'id' | 'migrations'>

/** What a migration would send, read without a database. */
export function statementsOf({ class: Migration }: StorageUnit['migrations'][number]): readonly string[] {
  const migration = new (Migration as new (
    driver: unknown,
    config: unknown,
  ) => { up(): unknown; getQueries(): unknown[] })(undefined, undefined)
  migration.up()
  return migration.getQueries().map(String)
}

/** Where a statement breaks its lines is nobody's matter. */
export const digestOf = (statements: readonly string[]): string =>
  createHash('sha256').update(statements.join(';\n').replaceAll(/\s+/g, ' ').trim()).digest('hex').slice(0, 16)

/**
 * Digest of every migration, by unit and name. The policy that lets migrations reach all cities came after the first
 * release: tables that were made without it get it from `openEveryCity`, so it is none of what stands.
 */
export function digestsOf(units: readonly Migrations[]): Record<string, Record<string, string>> {
  return Object.fromEntries(
    units.map(({ id, migrations }) => [
      id,
      Object.fromEntries(
        migrations.map((each) => [
          each.name,
          digestOf(statementsOf(each).filter((statement) => !statement.includes('create policy every_city'))),
        ]),
      ),
    ]),
  )
}

/** Without comments, bodies of functions and quotes, one statement each. */
export function plain(statements: readonly string[]): string[] {
  return statements
    .flatMap((text) =>
      text
        .replaceAll(/\$(\w*)\$[\s\S]*?\$\1\$/g, ' body ')
        .replaceAll(/'(?:[^']|'')*'/g, ` '' `)
        .replaceAll(/--.*$/gm, ' ')
        .replaceAll('"', '')
        .split(';'),
    )
    .map((each) => each.replaceAll(/\s+/g, ' ').trim().toLowerCase())
    .filter((each) => each !== '')
}

/** Tables, functions and what else these statements make. */
export function madeBy(statements: readonly string[]): ReadonlySet<string> {
  const made =
    /^create (?:or replace )?(?:table|function|procedure|view|materialized view|sequence|type|domain|schema)(?: if not exists)? ([a-z0-9_.]+)/
  return new Set(statements.flatMap((each) => made.exec(each)?.[1] ?? []))
}

/**
 * What in new statements would break a host of the last release that goes on beside: it reads and writes what it knows,
 * by the names and types it knows.
 *
 * @param fresh statements since the release, plain
 * @param released what the release has, see `madeBy`
 */
export function breaking(fresh: readonly string[], released: ReadonlySet<string>): string[] {
  const added = new Set(
    fresh.flatMap((each) =>
      [...each.matchAll(/add column (?:if not exists )?([a-z0-9_]+)/g)].map((match) => match[1]!),
    ),
  )
  return fresh.filter((each) => {
    const dropped =
      /^drop (?:table|function|procedure|view|materialized view|sequence|type|domain|schema)(?: if exists)? (.+)$/.exec(
        each,
      )?.[1]
    if (dropped !== undefined) return [...released].some((name) => names(dropped, name))
    if (/^truncate /.test(each)) return true
    const unique = /^create unique index .*? on (?:only )?([a-z0-9_.]+).*?\(([^)]*)\)/.exec(each)
    if (unique) return released.has(unique[1]!) && ![...added].some((column) => names(unique[2]!, column))
    const altered =
      /^alter (?:table|function|procedure|sequence|type|schema|view)(?: if exists)?(?: only)? ([a-z0-9_.]+)/.exec(
        each,
      )?.[1]
    return altered !== undefined && released.has(altered) && clausesOf(each).some((clause) => breaksRows(clause, added))
  })
}

function breaksRows(clause: string, added: ReadonlySet<string>): boolean {
  if (/\brename (to|column|constraint)?|\bset schema\b|\b(set data )?type [a-z]/.test(clause)) return true
  if (/\bdrop (column|default)\b/.test(clause) || /\bdrop constraint (?!\S*_check\b)/.test(clause)) return true
  if (/\bset not null\b/.test(clause)) return ![...added].some((column) => names(clause, column))
  if (/\badd column\b/.test(clause)) return /\bnot null\b/.test(clause) && !/\bdefault\b|\bgenerated\b/.test(clause)
  return (
    /\badd (constraint \S+ )?(unique|primary key|foreign key|exclude)\b/.test(clause) &&
    ![...added].some((column) => names(clause, column))
  )
}

/** The parts of an `alter table`, divided by commas that stand in no brackets. */
function clausesOf(statement: string): string[] {
  let depth = 0
  return [...statement].reduce<string[]>(
    (clauses, sign) => {
      if (sign === '(') depth++
      if (sign === ')') depth--
      if (sign === ',' && depth === 0) return [...clauses, '']
      return [...clauses.slice(0, -1), clauses.at(-1)! + sign]
    },
    [''],
  )
}

const names = (text: string, name: string): boolean => text.split(/[^a-z0-9_.]+/).includes(name)
