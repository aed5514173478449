import { execFileSync } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { testSecret } from '@vmeste/testkit'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { asOwner, report, smallTown, type Town } from '../backup/town.ts'
import { vmeste } from '../backup/run-command.ts'

let town: Town
let env: Record<string, string> = {}
const inFull: string[] = []

beforeAll(async () => {
  town = await smallTown(inject('postgres'))
  for (let n = 0; n < 3; n++) inFull.push((await report(town.url, 'uzda')).number)
  await town.host.events.idle()
  env = {
    DATABASE_URL: town.databaseUrl,
    VMESTE_DATA: town.data,
    VMESTE_SECRET: testSecret,
    VMESTE_BACKUP_PASSPHRASE: 'four words and a river',
  }
})
afterAll(async () => {
  await asOwner(inject('postgres'), (owner) =>
    owner.query(`drop database if exists ${new URL(town.databaseUrl).pathname.slice(1)}_before with (force)`),
  )
  await rm(`${town.data}-before`, { recursive: true, force: true })
  await town.stop()
})

const reportsIn = async (databaseUrl: string): Promise<string[]> => {
  const client = new pg.Client({
    connectionString: Object.assign(new URL(inject('superuser')), { pathname: new URL(databaseUrl).pathname }).href,
  })
  await client.connect()
  try {
    return (await client.query<{ number: string }>('select number from appeals.report')).rows.map(
      ({ number }) => number,
    )
  } finally {
    await client.end()
  }
}

interface Done {
  readonly kept: { readonly how: string; readonly file: string }
  readonly back: readonly string[]
}

test('an outer database is backed up beside its host, and the commands that are printed bring it back beside', async () => {
  const looked = await vmeste<Done>(env, 'upgrade', '--dry-run')
  expect(looked).toMatchObject({ kept: { how: 'nothing' }, pending: [], back: [] })
  const done = await vmeste<Done>(env, 'upgrade', '--keep', join(town.data, 'before'))
  expect(done.kept.how).toBe('backup')
  const later = (await report(town.url, 'uzda')).number

  // what the commands set, and what they then call
  const set = done.back.filter((line) => line.startsWith('export '))
  const [DATABASE_URL = '', VMESTE_DATA = ''] = execFileSync(
    'bash',
    ['-ec', `${set.join('\n')}\nprintf '%s\\n%s' "$DATABASE_URL" "$VMESTE_DATA"`],
    { env: { ...process.env, ...env }, encoding: 'utf8' },
  ).split('\n')
  // as printed, against the town's own server, with the password that it asks for
  const password = decodeURIComponent(new URL(town.databaseUrl).password)
  execFileSync('bash', ['-ec', done.back[0]!], { env: { ...process.env, PGPASSWORD: password } })
  expect(new URL(DATABASE_URL).pathname).toBe(`${new URL(town.databaseUrl).pathname}_before`)
  expect(done.back).toContain(`npm run -s vmeste -- restore ${done.kept.file}`)
  await vmeste({ ...env, DATABASE_URL, VMESTE_DATA }, 'restore', done.kept.file)
  expect((await reportsIn(DATABASE_URL)).sort()).toEqual([...inFull].sort())
  // the one that was updated stays as it is
  expect(await reportsIn(town.databaseUrl)).toContain(later)
})

test('without anything to seal it with no backup is made, and nothing is changed', async () => {
  const { VMESTE_BACKUP_PASSPHRASE: _, ...open } = env
  await expect(vmeste(open, 'upgrade')).rejects.toThrow('VMESTE_BACKUP_UNSEALED')
  // what the refusal names is there
  const done = await vmeste<Done>(open, 'upgrade', '--unsealed', '--keep', join(town.data, 'before'))
  expect(done.back).toContain(`npm run -s vmeste -- restore ${done.kept.file}`)
})
