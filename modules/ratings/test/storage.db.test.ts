import { MikroORM, PostgreSqlDriver, type Options } from '@mikro-orm/postgresql'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { storage } from '../src/storage/storage.ts'
import { openTown, type Town } from './town.ts'

let town: Town
beforeAll(async () => { town = await openTown(inject('postgres')) })
afterAll(() => town.stop())

test('the tables are what the entities say', async () => {
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver, clientUrl: town.databaseUrl, entities: storage.entities, schema: storage.schema, schemaGenerator: { skipTables: ['migration'] },
  } as Options)
  try {
    // row security is the migrations' own, and the host looks after it; in safe mode a renamed or superfluous index would not show
    const drift = (await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false })).split('\n')
      .filter((line) => storage.entities.some((entity) => line.includes(`"${entity.meta.tableName}"`)) && !/policy|row level security/.test(line))
    expect(drift).toEqual([])
  } finally {
    await orm.close(true)
  }
})
