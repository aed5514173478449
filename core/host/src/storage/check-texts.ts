import pg from 'pg'
import { doors } from './check-statement.ts'
import type { Ask } from './run-migrations.ts'
import { callsIn, sqlWords } from './sql-words.ts'

/** Something of a schema that runs with whoever reads or writes a row, or calls a function. */
export interface Text {
  readonly name: string
  readonly text: string
}

/**
 * PostgreSQL says of each function whether it does more than answer. Of those that do, and of what extensions bring,
 * texts of a module call these: they give numbers, times and chance, or fill a column.
 */
const harmless =
  `gen_random_uuid uuidv4 uuidv7 random random_normal clock_timestamp timeofday nextval currval lastval setval bernoulli system
  suppress_redundant_updates_trigger tsvector_update_trigger tsvector_update_trigger_column
  uuid_generate_v1 uuid_generate_v4 gen_salt gen_random_bytes pgp_sym_encrypt pgp_pub_encrypt unaccent`.split(/\s+/)

/** @returns what is wrong with the texts, by the names of what they belong to */
export async function faultsOfTexts(ask: Ask, schema: string, texts: readonly Text[]): Promise<string[]> {
  const read = texts.map(({ name, text }) => ({ name, text, words: sqlWords(text) }))
  const calls = read.map(({ name, words }) => ({
    name,
    called: callsIn(words ?? []).filter((call) => call.schema !== schema),
  }))
  const effective = await effectiveAmong(ask, schema, [
    ...new Set(calls.flatMap(({ called }) => called.map(({ name }) => name))),
  ])
  return [
    ...read.flatMap(({ name, text, words }) => [
      ...(words
        ? []
        : [
            `${name}: it is written so that words could be hidden (E'\\…', U&'…', quotes that do not end), and cannot be looked at`,
          ]),
      ...(doors.test(text) ? [`${name}: it changes settings, or reaches what the database shares`] : []),
    ]),
    ...calls.flatMap(({ name, called }) => {
      const wrong = called
        .filter((call) => effective.some(({ place, short }) => short === call.name && (call.schema ?? place) === place))
        .map((call) => call.name)
      return [...new Set(wrong)].map((short) => `${name}: it calls ${short}(), which does more than answer`)
    }),
  ]
}

/**
 * Functions of PostgreSQL itself that are not known for answering only, and of its extensions all that may look round.
 */
async function effectiveAmong(
  ask: Ask,
  schema: string,
  names: readonly string[],
): Promise<{ place: string; short: string }[]> {
  if (!names.length) return []
  const list = (all: readonly string[]): string =>
    `array[${all.map((name) => pg.escapeLiteral(name)).join(', ')}]::text[]`
  return ask(`
    select distinct n.nspname::text as place, f.proname::text as short from pg_proc f
      join pg_namespace n on n.oid = f.pronamespace join pg_language l on l.oid = f.prolang
    where f.proname::text = any(${list(names)}) and f.proname::text <> all(${list(harmless)}) and n.nspname <> ${pg.escapeLiteral(schema)}
      and case n.nspname when 'pg_catalog' then f.provolatile = 'v' else f.provolatile <> 'i' and l.lanname in ('internal', 'c') end`)
}
