import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import ratings from '@vmeste/ratings'
import { civicPlugin } from '@vmeste/civic'
import { migrateFor, readAllCities } from '@vmeste/host/storage'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { rowLevelSecurity } from '@vmeste/sdk/storage'
import { takeRows } from '../core/cli/src/module/take-rows.ts'
import { readEnv } from '../core/cli/src/platform/read-env.ts'
import { migrateAsFirstRelease, secret } from './walls/first-release.ts'
import { moduleWith } from './walls/module-with.ts'
import { makeTown, type Town } from './walls/town.ts'
import { read } from './workspace.ts'

let town: Town
const first = {
  '0001-trees': [
    `create table trees.tree (city int not null default core.current_city(), id int not null,
      note text not null default '', primary key (city, id))`,
    ...rowLevelSecurity('trees.tree'),
  ],
}
beforeAll(async () => {
  town = await makeTown(inject('superuser'))
  await migrateFor(town.ownerUrl, secret, [civicPlugin(), ratings, moduleWith('trees', first)], [identityUnit])
  await town.ask(`insert into trees.tree (city, id, note) values (1, 1, 'липа у школы'), (1, 2, 'дуб'), (2, 1, 'липа')`)
})
afterAll(() => town.drop())

test('the data migration that the plugin contract shows does in all cities what it says', async () => {
  const sample = /## Migrations[^]*?```ts\n([^]*?)```/.exec(read('docs/plugin-contract.md'))![1]!
  const statements = [...sample.matchAll(/addSql\(`([^`]*)`\)/g)].map(([, statement]) => statement!)
  const secured = rowLevelSecurity(/rowLevelSecurity\('([^']+)'\)/.exec(sample)![1]!)
  expect(statements).toHaveLength(4)
  const inOrder = [...statements.slice(0, 3), ...secured, statements[3]!]
  const { applied } = await migrateFor(
    town.ownerUrl,
    secret,
    [civicPlugin(), ratings, moduleWith('trees', { ...first, '0002-species': inOrder })],
    [identityUnit],
  )
  expect(applied).toEqual(['trees/0002-species'])
  expect(await town.ask('select city, id, species from trees.tree order by city, id')).toEqual([
    { city: 1, id: 1, species: 'LIME' },
    { city: 1, id: 2, species: 'UNKNOWN' },
    { city: 2, id: 1, species: 'LIME' },
  ])
  expect(await town.ask('select city, species, n from trees.species_count order by city, species')).toEqual([
    { city: 1, species: 'LIME', n: 1 },
    { city: 1, species: 'UNKNOWN', n: 1 },
    { city: 2, species: 'LIME', n: 1 },
  ])
})

test('the owner of the database, no superuser, reads every row of every city as one moment saw them', async () => {
  await town.ask(
    `insert into core.outbox (city, id, position, type, subject, data, actor, occurred_at)
      select city, gen_random_uuid(), 90 + city, 'x', 'x', '{}', 'x', now() from generate_series(1, 2) city`,
  )
  const seen = await readAllCities(town.ownerUrl, async ({ snapshot }) => {
    const count = async (table: string) =>
      (await snapshot.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]!.n
    const before = await count('trees.tree')
    await town.ask(`insert into trees.tree (city, id) values (3, 1)`)
    await expect(snapshot.query('savepoint s; delete from trees.tree')).rejects.toMatchObject({ code: '25006' })
    await snapshot.query('rollback to s')
    return { before, after: await count('trees.tree'), outbox: await count('core.outbox') }
  })
  expect(seen).toEqual({
    before: 3,
    after: 3,
    outbox: (await town.ask<{ n: number }>('select count(*)::int as n from core.outbox'))[0]!.n,
  })
  expect(seen.outbox).toBeGreaterThanOrEqual(2)
})

test('where rows would be left out, it says so instead: data of release 0.1.0, and a role that is not the owner', async () => {
  const old = await makeTown(inject('superuser'))
  try {
    await migrateAsFirstRelease(old.ownerUrl, [moduleWith('trees', first)])
    await expect(readAllCities(old.ownerUrl, async () => undefined)).rejects.toMatchObject({
      code: 'VMESTE_ROWS_HIDDEN',
      message: expect.stringContaining('trees.tree') as string,
    })
    await migrateFor(old.ownerUrl, secret, [civicPlugin(), moduleWith('trees', first)])
    expect(await readAllCities(old.ownerUrl, async () => 'seen')).toBe('seen')
  } finally {
    await old.drop()
  }
})

test('`vmeste remove --export` writes every row of every city under this owner, those of a city that is gone too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-export-'))
  try {
    const env = readEnv({
      DATABASE_URL: town.ownerUrl,
      VMESTE_SECRET: secret,
      VMESTE_DATA: folder,
      VMESTE_DEMO: 'off',
      VMESTE_LOG: 'silent',
    })
    await town.ask(`insert into core.city (id, slug, name, number_prefix, brand, centre)
      select id, slug, jsonb_build_object('ru', slug, 'be', slug, 'en', slug), upper(slug),
        '{"colour":"#1d4d3c","onColour":"#ffffff"}', '{"lat":53,"lon":27}' from (values (1, 'uzda'), (2,
        'luban')) c (id, slug)`)
    await town.ask(
      `insert into ratings.tally (city, object, month, verified, n, simplicity, information, timeliness, courtesy)
        select city, 'o', '2026-01-01', true, 1, 5, 5, 5, 5 from unnest(array[1, 2, 7]) city`,
    )
    const file = join(folder, 'rows.jsonl')
    await writeFile(`${file}.part`, 'half of an export, left by a call that was killed')
    expect(await takeRows(env, 'ratings', file, false)).toEqual({ exported: 3 })
    const lines = (await readFile(file, 'utf8'))
      .trimEnd()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as {
            manifest?: number
            city?: string
            row?: { city: number }
            end?: boolean
            rows?: number
          },
      )
    expect(
      lines
        .filter(({ manifest }) => manifest)
        .map(({ city }) => city)
        .toSorted(),
    ).toEqual(['#7', 'luban', 'uzda'])
    expect(lines.flatMap(({ row }) => row?.city ?? []).toSorted()).toEqual([1, 2, 7])
    expect(lines.filter(({ end }) => end).map(({ rows }) => rows)).toEqual([1, 1, 1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
