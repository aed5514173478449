import { MikroORM, PostgreSqlDriver, type Options } from '@mikro-orm/postgresql'
import type { StorageUnit } from './units/unit.ts'

/**
 * What would have to be done to a unit's tables to make them what its entities say: nothing, where the two agree.
 * Row security, triggers and functions are the migrations' own; so are tables that no entity describes.
 *
 * @param url of the database's owner, migrated
 */
export async function driftOf(url: string, unit: Pick<StorageUnit, 'id' | 'schema' | 'entities'>): Promise<string[]> {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: url,
    entities: [...unit.entities],
    schema: unit.schema,
    discovery: { warnWhenNoEntities: false },
    schemaGenerator: { skipTables: ['migration'] },
    logger: () => undefined,
  } as Options)
  try {
    const described = [...orm.getMetadata().getAll().values()].map(({ tableName }) => tableName)
    // in safe mode a renamed or superfluous index would not show
    return (await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false }))
      .split('\n')
      .filter(
        (line) =>
          described.some((table) => line.includes(`"${table}"`)) &&
          !namesAnother(line, unit.schema) &&
          !/policy|row level security|trigger/.test(line),
      )
  } finally {
    await orm.close(true)
  }
}

/** A table of the same name may stand in another schema: `core.look`, `appeals.look`. */
const namesAnother = (line: string, schema: string): boolean =>
  [...line.matchAll(/"(\w+)"\."\w+"/g)].some(([, named]) => named !== schema)
