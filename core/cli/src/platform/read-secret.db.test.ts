import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { migrateFor } from '@vmeste/host/storage'
import { openDatabase } from './open-database.ts'
import { readEnv, type Env } from './read-env.ts'

let folder = ''
let name = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-secret-'))
  name = `secret_${crypto.randomUUID().slice(0, 8)}`
  await asOwner(`create database ${name}`)
})
afterEach(async () => {
  await asOwner(`drop database ${name} with (force)`)
  await rm(folder, { recursive: true, force: true })
})

async function asOwner(statement: string): Promise<void> {
  const owner = new pg.Client({ connectionString: inject('postgres') })
  await owner.connect()
  await owner.query(statement)
  await owner.end()
}

const envIn = (data: string): Env =>
  readEnv({
    DATABASE_URL: Object.assign(new URL(inject('postgres')), { pathname: `/${name}` }).href,
    VMESTE_DATA: join(folder, data),
  })
const open = (data: string): Promise<string> =>
  openDatabase(envIn(data), { inUse: 'share' }, {}, async ({ url, secret, opening }) => {
    await migrateFor(url, secret, [], [], { opening })
    return secret
  })

test('a secret is made for a new database, kept beside its data, and made for no other again', async () => {
  const made = await open('one')
  expect(await readFile(join(folder, 'one/secret'), 'utf8')).toBe(`${made}\n`)
  expect(await open('one')).toBe(made)
  await expect(open('two')).rejects.toMatchObject({ code: 'VMESTE_SECRET_MISSING' })
  await rm(join(folder, 'one/secret'))
  await expect(open('one')).rejects.toMatchObject({ code: 'VMESTE_SECRET_MISSING' })
  expect(await readdir(folder)).toEqual(['one'])
  expect(await readdir(join(folder, 'one'))).toEqual(['installation'])
})

test('of commands that start together on one new database and two folders one is refused, and leaves no secret behind', async () => {
  const outcomes = await Promise.allSettled([open('one'), open('two')])
  const refused = outcomes.findIndex(({ status }) => status === 'rejected')
  expect(outcomes[refused]).toMatchObject({
    reason: { code: expect.stringMatching(/^VMESTE_SECRET_(OTHER|MISSING)$/) as unknown },
  })
  expect(outcomes[1 - refused]).toMatchObject({ status: 'fulfilled' })
  const left = await readdir(join(folder, refused === 0 ? 'one' : 'two')).catch(() => [])
  expect(left).toEqual([])
})

test('nor is one left in the folder of another town', async () => {
  await mkdir(join(folder, 'theirs/files'), { recursive: true })
  await writeFile(join(folder, 'theirs/files/photo'), 'x')
  await writeFile(join(folder, 'theirs/installation'), `${crypto.randomUUID()}\n`)
  await expect(open('theirs')).rejects.toMatchObject({ code: 'VMESTE_DATA_OTHER' })
  expect((await readdir(join(folder, 'theirs'))).sort()).toEqual(['files', 'installation'])
})
