import { MikroORM, PostgreSqlDriver, type EntityMetadata, type Options } from '@mikro-orm/postgresql'
import type { Plugin } from '@vmeste/sdk'
import { sortedBy } from './text-of.ts'

interface Column {
  readonly type: string
  readonly nullable?: true
  readonly personal?: true
}
interface Table {
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, Column>>
  readonly unique?: readonly (readonly string[])[]
}

/** `contract/tables.json`: what the module keeps, and which of it is about people. */
export interface TablesContract {
  readonly schema?: string
  readonly tables: Readonly<Record<string, Table>>
  /**
   * Names of what makes them, in order: whoever upgrades sees what will run, and a version that lacks what has run
   * already is told from a newer one.
   */
  readonly migrations?: readonly string[]
  /** Functions of its schema that others may call, by the port that stands for them. */
  readonly lends?: Readonly<Record<string, readonly string[]>>
}

/** Read from the entities as MikroORM understands them; nothing is connected. */
export function tablesOf({ storage, personalData = [] }: Plugin): TablesContract {
  if (!storage) return { tables: {} }
  const lent = lendsOf(storage)
  const made = {
    migrations: storage.migrations.map(({ name }) => name),
    ...(Object.keys(lent).length ? { lends: lent } : {}),
  }
  if (!storage.entities.length) return { schema: storage.schema, tables: {}, ...made }
  const orm = new MikroORM({
    driver: PostgreSqlDriver,
    dbName: 'none',
    entities: [...storage.entities],
    logger: () => undefined,
  } as Options)
  const all = sortedBy(
    [...orm.getMetadata().getAll().values()].filter(({ abstract, embeddable }) => !abstract && !embeddable),
    ({ tableName }) => tableName,
  )
  return {
    schema: storage.schema,
    tables: Object.fromEntries(
      all.map((entity) => {
        const names = [entity.tableName, `${storage.schema}.${entity.tableName}`]
        return [
          entity.tableName,
          tableOf(
            entity,
            new Set(personalData.filter(({ table }) => names.includes(table)).flatMap(({ columns }) => columns)),
          ),
        ]
      }),
    ),
    ...made,
  }
}

/** Whom a module lends functions: its contract says so, and whoever adds it reads it. */
export const lendsOf = (storage: Plugin['storage']): Record<string, string[]> =>
  Object.fromEntries(
    sortedBy([...new Set(storage?.lends?.map(({ port }) => port.name))], String).map((name) => [
      name,
      sortedBy(
        (storage?.lends ?? []).filter(({ port }) => port.name === name).flatMap(({ functions }) => functions),
        String,
      ),
    ]),
  )

function tableOf(entity: EntityMetadata, personal: ReadonlySet<string>): Table {
  const columns = entity.props
    .filter(({ persist }) => persist !== false)
    .flatMap(({ fieldNames = [], columnTypes, nullable }) =>
      fieldNames.map((name, at): [string, Column] => [
        name,
        {
          type: columnTypes[at]!,
          ...(nullable ? { nullable: true } : {}),
          ...(personal.has(name) ? { personal: true } : {}),
        },
      ]),
    )
  const namesOf = (properties: string | readonly string[] | undefined): string[] =>
    [properties ?? []].flat().flatMap((name) => entity.properties[name]?.fieldNames ?? [name])
  const unique = sortedBy(
    entity.uniques.map(({ properties }) => namesOf(properties as string[])),
    String,
  )
  return {
    key: entity.primaryKeys.flatMap((name) => entity.properties[name]!.fieldNames),
    columns: Object.fromEntries(sortedBy(columns, ([name]) => name)),
    ...(unique.length ? { unique } : {}),
  }
}
