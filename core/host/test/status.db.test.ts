import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { civicState } from '@vmeste/civic'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { MailWatch } from '@vmeste/host/status'
import { createTestHost, fakeIdentity, fakeSmtp, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { greet, mailOut } from '../../cli/src/platform/mail-out.ts'
import { wretch, wretched } from './wretch-plugin.ts'

const hour = 3_600_000
let town: TestHost
let owner: pg.Client
let smtp: FakeSmtp
const gib = 1024 ** 3
/** What the machine says in this test. */
const machine = { apartMs: 0, disk: { usedBytes: 40 * gib, freeBytes: 60 * gib }, backup: { configured: true, lastAt: new Date() as Date | null, error: null as string | null }, smtpUrl: '' }
const warned: object[] = []
beforeAll(async () => {
  smtp = await fakeSmtp()
  machine.smtpUrl = smtp.url
  const watch = new MailWatch({ warn: (line: object) => { warned.push(line) } } as never)
  town = await createTestHost({
    postgres: inject('postgres'), modules: [wretch], units: [identityUnit], now: '2026-06-01T09:00:00Z',
    host: {
      identity: async () => ({ ...fakeIdentity, administrators: async () => ['lidia@mail.example'], verify: async (bearer) => ({ ...await fakeIdentity.verify(bearer), realmRoles: new Set(bearer === 'platform' ? ['platform-admin'] : []) }) }),
      status: {
        civic: civicState, watch, machine: () => Date.now() + machine.apartMs, readDisk: async () => machine.disk, backup: async () => machine.backup,
        mail: { send: (letter) => mailOut({ smtpUrl: machine.smtpUrl, mailFrom: 'vmeste@town.example' }, watch)!.send(letter), greet: () => greet(machine.smtpUrl) },
        tuning: { freshMs: 0, greetMs: 0, redForMs: 0, againMs: 0, beatMs: 3_600_000, lookMs: 3_600_000 },
      },
      healthTuning: { beatMs: 60_000, checkEveryMs: 600_000, restMs: 300_000 },
    },
  })
  owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
})
afterAll(async () => { await owner.end(); await town.stop(); await smtp.stop() })
afterEach(async () => { await owner.query('delete from core.red_line') })

type Line = { id: string; state: string; text: string; remedy: string | null }
const as = { as: 'platform', lang: 'en' } as const
async function state(): Promise<Record<string, Line>> {
  const { data } = await town.graph<{ platformStatus: { checks: Line[] } }>('uzda', '{ platformStatus { checks { id state text remedy } } }', {}, as)
  return Object.fromEntries(data.platformStatus.checks.map((line) => [line.id, line]))
}
const red = async (): Promise<string[]> => Object.values(await state()).filter(({ state: is }) => is === 'FAIL').map(({ id }) => id)

test('a town that is well has no red line, and every line is there', async () => {
  const lines = await state()
  expect(Object.keys(lines)).toEqual(['database', 'schema', 'uptime', 'connections', 'disk', 'backup', 'mail', 'deliveries', 'jobs', 'modules', 'calendar', 'certificate', 'clock'])
  expect(Object.values(lines).filter((line) => line.state !== 'OK')).toEqual([])
})

test('a full disk, an old backup, a clock of three hours ago', async () => {
  machine.disk = { usedBytes: 96 * gib, freeBytes: 4 * gib }
  machine.backup = { configured: true, lastAt: new Date(Date.now() - 27 * hour), error: null }
  machine.apartMs = -3 * hour
  const lines = await state()
  expect(lines['disk']).toMatchObject({ state: 'FAIL', text: '96 % used, 4.0 GB free.', remedy: expect.stringContaining('Free some room') as string })
  expect(lines['backup']).toMatchObject({ state: 'FAIL', text: 'The last one is 27 h old.' })
  expect(lines['clock']).toMatchObject({ state: 'FAIL', text: expect.stringContaining('3 h apart') as string })
  Object.assign(machine, { disk: { usedBytes: 88 * gib, freeBytes: 12 * gib }, apartMs: 8_000, backup: { configured: false, lastAt: null, error: null } })
  expect(Object.values(await state()).filter((line) => line.state === 'WARN').map(({ id }) => id)).toEqual(['disk', 'backup', 'clock'])
  Object.assign(machine, { disk: { usedBytes: 40 * gib, freeBytes: 60 * gib }, apartMs: 0, backup: { configured: true, lastAt: new Date(), error: null } })
  expect(await red()).toEqual([])
})
