import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import appeals from '@vmeste/appeals'
import { identityUnit } from '@vmeste/host/embedded-identity'
import ratings from '@vmeste/ratings'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import { read } from '../workspace.ts'

let town: TestHost
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), modules: [appeals, ratings], units: [identityUnit] })
})
afterAll(() => town.stop())

/** Columns that, by their name, are somebody's: what they are called, how to reach them, what they did, where from. */
const somebodys =
  /^(person|recipient|uploader|rater|staff|actor|actor_name|actor_hash|account_id|username|email|phone|contact_\w+|given_name|family_name|password_hash|changed_by|granted_by|who|ip|address_hash|network|device|payload|by)$/

test('every table that holds something of a person stands on the lawyer’s page', async () => {
  const client = new pg.Client({ connectionString: town.databaseUrl })
  await client.connect()
  let rows: { table: string; column: string }[]
  try {
    ;({ rows } = await client.query<{ table: string; column: string }>(
      `
    select table_schema || '.' || table_name as table, column_name as column from information_schema.columns
    where table_schema in ('core', 'civic', 'identity', 'appeals', 'ratings') order by 1, 2`,
    ))
  } finally {
    await client.end()
  }
  const tables = [...new Set(rows.filter(({ column }) => somebodys.test(column)).map(({ table }) => table))]
  expect(tables.length).toBeGreaterThan(10)
  const page = read('docs/ru/personalnye-dannye.md')
  expect(tables.filter((table) => !page.includes(`\`${table}\``))).toEqual([])
})
