import pg from 'pg'
import { inject } from 'vitest'
import { civicState } from '@vmeste/civic'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { MailWatch, type BackupFacts } from '@vmeste/host/status'
import { createTestHost, fakeIdentity, fakeSmtp, type FakeSmtp, type TestHost } from '@vmeste/testkit'
import { greet, mailOut } from '../../cli/src/platform/mail-out.ts'
import { bell, ledger } from './doubles/event-plugins.ts'
import { wretch } from './wretch-plugin.ts'

/** Nobody listens there. */
export const closed = 'smtp://127.0.0.1:9'
export const gib = 1024 ** 3
/** What the machine says of itself in the test. */
export const machine = {
  apartMs: 0,
  disk: { usedBytes: 40 * gib, freeBytes: 60 * gib },
  backup: { configured: true, lastAt: new Date(), error: null } as BackupFacts,
  smtpUrl: '',
  invented: false,
}
/** Lines that the mail watch has warned with. */
export const warned: object[] = []

export interface StatusTown {
  readonly town: TestHost
  readonly owner: pg.Client
  readonly smtp: FakeSmtp
}

/** A town whose machine is `machine`, and whose letters are caught. */
export async function openStatusTown(): Promise<StatusTown> {
  const smtp = await fakeSmtp()
  machine.smtpUrl = smtp.url
  const watch = new MailWatch({
    warn: (line: object) => {
      warned.push(line)
    },
  } as never)
  const town = await createTestHost({
    postgres: inject('postgres'),
    modules: [wretch, bell, ledger],
    units: [identityUnit],
    now: '2026-06-01T09:00:00Z',
    host: {
      identity: async () => ({
        ...fakeIdentity,
        administrators: async () => ['lidia@mail.example'],
        phones: {
          of: async () => ({ invented: machine.invented }),
          confirm: async () => [],
          forget: async () => false,
        },
      }),
      status: {
        civic: civicState,
        watch,
        machine: () => Date.now() + machine.apartMs,
        readDisk: async () => machine.disk,
        backup: async () => machine.backup,
        mail: {
          send: (letter) => mailOut({ smtpUrl: machine.smtpUrl, mailFrom: 'vmeste@town.example' }, watch)!.send(letter),
          greet: () => greet(machine.smtpUrl),
        },
        tuning: { freshMs: 0, greetMs: 0, redForMs: 0, againMs: 0, beatMs: 3_600_000, lookMs: 3_600_000 },
      },
      eventsTuning: { attempts: 1, sweepMs: 100 },
      healthTuning: { beatMs: 60_000, checkEveryMs: 600_000, restMs: 300_000 },
    },
  })
  const owner = new pg.Client({ connectionString: town.databaseUrl })
  await owner.connect()
  return { town, owner, smtp }
}
