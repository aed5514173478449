import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { atOnce, patiently } from './brief-locks.ts'

const schema = `brief_${crypto.randomUUID().slice(0, 8)}`
const connect = async (): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: inject('postgres') })
  await client.connect()
  return client
}
let [reader, changer, other]: pg.Client[] = []
beforeAll(async () => {
  ;[reader, changer, other] = await Promise.all([connect(), connect(), connect()])
  await changer.query(
    `create schema ${schema}; create table ${schema}.report (n int); create table ${schema}.note (n int)`,
  )
})
afterAll(async () => {
  await changer!.query(`drop schema ${schema} cascade`)
  await Promise.all([reader, changer, other].map((client) => client!.end()))
})

test('whoever comes after a change that waits is let pass, and the change is made when its turn comes', async () => {
  await reader!.query(`begin; select from ${schema}.note`)
  const change = atOnce(changer!, [
    `alter table ${schema}.report add column place text`,
    `alter table ${schema}.note add column place text`,
  ])
  // it has the first table and stands in line for the second
  await expect
    .poll(
      async () =>
        (await other!.query('select from pg_locks where not granted and relation = $1::regclass', [`${schema}.note`]))
          .rowCount,
    )
    .toBe(1)
  // both would wait until the reader has ended, which it does only after them
  await other!.query(`insert into ${schema}.report (n) values (1)`)
  await other!.query(`insert into ${schema}.note (n) values (1)`)
  await reader!.query('commit')
  await change
  expect((await other!.query(`select n, note.place from ${schema}.report join ${schema}.note using (n)`)).rows).toEqual(
    [{ n: 1, place: null }],
  )
})

test('what fails for another reason is undone and told at once', async () => {
  await expect(
    atOnce(changer!, [
      `alter table ${schema}.report add column late text`,
      `alter table ${schema}.nothing add column late text`,
    ]),
  ).rejects.toMatchObject({ code: '42P01' })
  expect((await other!.query(`select * from ${schema}.report limit 0`)).fields.map(({ name }) => name)).toEqual([
    'n',
    'place',
  ])
  let times = 0
  await expect(
    patiently(async () => {
      times++
      throw new Error('of its own')
    }),
  ).rejects.toThrow('of its own')
  expect(times).toBe(1)
})

test('a wrapped refusal of a lock is known too', async () => {
  let times = 0
  const wrapped = new Error('in the words of a library', {
    cause: Object.assign(new Error('canceling statement due to lock timeout'), { code: '55P03' }),
  })
  expect(
    await patiently(async () => {
      if (times++ < 1) throw wrapped
      return 'made'
    }),
  ).toBe('made')
  expect(times).toBe(2)
})
