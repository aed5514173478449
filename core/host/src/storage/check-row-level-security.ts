import pg from 'pg'
import { faultsOfRoutine, type Routine } from './check-routine.ts'
import { faultsOfTexts, type Text } from './check-texts.ts'
import { everyCity, everyCityShows } from './every-city.ts'
import type { Ask } from './run-migrations.ts'
import { otherThings, relations, routinesIn, textsIn } from './schema-contents.ts'

/** What must hold in one module's schema. */
export interface Walls {
  readonly schema: string
  /** Owner of the schema and of everything in it. */
  readonly migrator: string
  /** Whom the module works as. */
  readonly role: string
  /** Every role of this installation begins with it. */
  readonly prefix: string
  /** Functions that the module lends to others: only those may run with its owner's rights. */
  readonly lent: readonly string[]
  /** Tables that had no city before. */
  readonly cityless: readonly string[]
}

interface Table {
  readonly name: string
  readonly kind: string
  readonly city: boolean
  readonly secured: boolean
  readonly forced: boolean
  readonly policies: readonly {
    name: string
    permissive: boolean
    all: boolean
    roles: readonly string[]
    shows: string | null
    takes: string | null
  }[]
  readonly granted: readonly string[]
}

const ofTheCity = '(city = core.current_city())'
const tables = ['r', 'p']

/**
 * Compares a schema with what `rowLevelSecurity` writes and the host grants: forced row-level security and its policies
 * under every table with a city, nothing given to others, nothing but what a module may have, and no text in it that
 * goes round the wall.
 *
 * @returns every breach with its table or function; empty where the walls stand
 */
export async function breachesOf(ask: Ask, walls: Walls): Promise<string[]> {
  // a table of its own named pg_class, or a check put off until the commit, must not deceive the comparison
  const [before] = await ask<{ path: string }>(`select pg_catalog.current_setting('search_path') as path`)
  await ask(`set constraints all immediate`)
  await ask(`select pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false)`)
  try {
    const found = await ask<Table>(relations(walls.schema))
    const routines = await ask<Routine>(routinesIn(walls.schema))
    const others = await ask<{ fault: string }>(otherThings(walls))
    const texts = await ask<Text>(textsIn(walls.schema))
    return [
      ...found.flatMap((table) => faultsOfTable(table, walls)),
      ...routines.flatMap((routine) => faultsOfRoutine(routine, walls.lent)),
      ...others.map(({ fault }) => fault),
      ...(await faultsOfTexts(ask, walls.schema, texts)),
    ]
  } finally {
    await ask(`select pg_catalog.set_config('search_path', ${pg.escapeLiteral(before!.path)}, false)`).catch(
      () => undefined,
    )
  }
}

/** Tables without a city, by number, so that a new name does not hide one. */
export async function citylessTables(ask: Ask, schema: string): Promise<string[]> {
  return (await ask<Table & { oid: string }>(relations(schema)))
    .filter(({ kind, city }) => tables.includes(kind) && !city)
    .map(({ oid }) => oid)
}

function faultsOfTable(table: Table & { oid?: string }, { schema, migrator, role, prefix, cityless }: Walls): string[] {
  const given = table.granted
    .filter((name) => name === 'public' || (name.startsWith(`${prefix}_`) && name !== role))
    .map((name) => `it is granted to ${name}`)
  if (table.kind === 'm' || table.kind === 'f')
    return [
      `${table.name}: no row-level security can stand under a ${table.kind === 'm' ? 'materialized view' : 'foreign table'}`,
    ]
  const faults = !tables.includes(table.kind)
    ? []
    : table.city
      ? faultsOfWall(table, migrator)
      : [
          ...(cityless.includes(table.oid!) || table.name === `${schema}.migration`
            ? []
            : ['it has no city: every city would see every other’s rows']),
          ...table.policies.map(({ name }) => `policy "${name}" stands under a table without a city`),
        ]
  return [...faults, ...given].map((fault) => `table ${table.name}: ${fault}`)
}

function faultsOfWall({ secured, forced, policies }: Table, migrator: string): string[] {
  const city = policies.find(({ name }) => name === 'city')
  const every = policies.find(({ name }) => name === everyCity)
  const shows = everyCityShows(migrator)
  return [
    ...(secured ? [] : ['row-level security is not enabled']),
    ...(forced ? [] : ['row-level security is not forced']),
    ...(city ? [] : ['it has no policy "city"']),
    ...(city &&
    !(
      city.permissive &&
      city.all &&
      city.roles.length === 1 &&
      city.roles[0] === 'public' &&
      city.shows === ofTheCity &&
      city.takes === ofTheCity
    )
      ? ['its policy "city" is not the one that rowLevelSecurity() writes']
      : []),
    ...(every
      ? []
      : [
          `it has no policy "${everyCity}", without which a migration changes none of its rows: call rowLevelSecurity()`,
        ]),
    ...(every &&
    !(
      every.permissive &&
      every.all &&
      every.roles.length === 1 &&
      every.roles[0] === migrator &&
      every.shows === shows &&
      every.takes === shows
    )
      ? [`its policy "${everyCity}" is not the one that rowLevelSecurity() writes`]
      : []),
    ...policies
      .filter((policy) => policy !== city && policy !== every)
      .map(({ name }) => `it has a policy of its own, "${name}"`),
  ]
}
