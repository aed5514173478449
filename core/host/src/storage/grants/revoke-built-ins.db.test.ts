import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { civicPlugin } from '@vmeste/civic'
import { createTestHost, testSecret, type TestHost } from '@vmeste/testkit'
import { bell } from '../../events/test-modules.ts'
import { migrateFor, openStorage } from '../../core-unit/host-storage.ts'

let city: TestHost
let asModule: pg.Client
beforeAll(async () => {
  city = await createTestHost({ postgres: inject('postgres'), modules: [bell] })
  asModule = new pg.Client({ connectionString: city.host.storage.urlOf('bell') })
  await asModule.connect()
})
afterAll(async () => {
  await asModule.end()
  await city.stop()
})

const calls = [
  `pg_notify('vmeste_live', 'x')`,
  'pg_advisory_lock(1)',
  'pg_try_advisory_xact_lock(1, 2)',
  `lo_from_bytea(0, 'x')`,
]

test.each(calls)('a module’s role may not call %s, past every gate', async (call) => {
  await expect(asModule.query(`select ${call}`)).rejects.toMatchObject({ code: '42501' })
})

test('nor make a temporary table, which the next city’s request would find on the connection', async () => {
  await expect(asModule.query('select 1 as a into temp kept')).rejects.toMatchObject({ code: '42501' })
})

test('the host still may, and a second start changes nothing', async () => {
  const acl = async () =>
    (
      await city.host.storage
        .pool('core')
        .query<{ acl: string }>(
          `select string_agg(oid::text || proacl::text || xmin::text, ' ' order by oid) as acl from pg_proc where proname = 'pg_notify'`,
        )
    ).rows[0]?.acl
  const before = await acl()
  expect(before).toContain(`${city.host.storage.roleOf('core')}=X/`)
  await migrateFor(city.databaseUrl, testSecret, [civicPlugin(), bell])
  expect(await acl()).toBe(before)
})

test('an owner who is no superuser migrates all the same: there the gate stands alone, until a superuser hands the functions on', async () => {
  const name = `plain_${crypto.randomUUID().slice(0, 8)}`
  const superuser = new pg.Client({ connectionString: inject('superuser') })
  await superuser.connect()
  await superuser.query(`create role ${name} login createrole password 'plain'`)
  await superuser.query(`create database ${name} owner ${name} template template0`)
  const [url, above] = [new URL(inject('superuser')), new URL(inject('superuser'))]
  Object.assign(url, { username: name, password: 'plain', pathname: `/${name}` })
  above.pathname = `/${name}`
  const mayCall = async (): Promise<boolean> => {
    const storage = await openStorage(url.href, testSecret, [civicPlugin(), bell])
    try {
      await storage.pool('core').query(`select ${calls[0]}`)
      return await storage
        .pool('bell')
        .query(`select ${calls[0]}`)
        .then(
          () => true,
          () => false,
        )
    } finally {
      await storage.close()
    }
  }
  expect(await mayCall()).toBe(true)

  const inside = new pg.Client({ connectionString: above.href })
  await inside.connect()
  await inside.query(
    `grant execute on function pg_notify(text, text) to ${name} with grant option; revoke execute on function
      pg_notify(text, text) from public`,
  )
  await inside.end()
  expect(await mayCall()).toBe(false)
  await superuser.query(`drop database ${name} with (force)`)
  await superuser.end()
}, 60_000)
