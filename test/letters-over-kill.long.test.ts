import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fakeSmtp, testSecret } from '@vmeste/testkit'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { startPlatform } from '../web/e2e/platform.ts'
import { startHostProcess } from './chaos/host-process.ts'
import { freePort } from './running-platform.ts'

const letters = 30

test(
  'a kill -9 of the host while letters leave: each is taken by the mail server, and none twice',
  { timeout: 420_000 },
  async () => {
    await using leaving = new AsyncDisposableStack()
    const smtp = await fakeSmtp()
    leaving.defer(() => smtp.stop())
    smtp.slowMs = 150
    const folder = await mkdtemp(join(tmpdir(), 'vmeste-letters-'))
    const platform = await startPlatform(inject('postgres'), [], { dataFolder: folder })
    leaving.defer(() => platform.stop())
    await platform.stopHost()
    const { databaseUrl } = platform
    const owner = new pg.Client({ connectionString: databaseUrl })
    leaving.defer(() => owner.end())
    await owner.connect()
    await owner.query('delete from civic.notification')
    // questions leave for whoever has said nothing yet
    await owner.query(
      `insert into civic.notification (city, id, event, recipient, channel, lang, subject, text, about, created_at, next_at, asks)
       select c.id, gen_random_uuid(), 'ask:' || n, 'person' || n || '@mail.test', 'EMAIL', 'ru', 's', 't', 'civic:Recipient:' || n,
         now(), now(), true from core.city c, generate_series(1, $1) n where c.slug = 'uzda'`,
      [letters],
    )
    await owner.query(`update core.city set demonstration = false where slug = 'uzda'`)
    const env = {
      DATABASE_URL: databaseUrl,
      VMESTE_DATA: folder,
      VMESTE_DEMO: 'off',
      VMESTE_SECRET: testSecret,
      VMESTE_SMTP: smtp.url,
    }
    const port = await freePort()
    let host = await startHostProcess(env, port)
    leaving.defer(() => host.kill('SIGKILL'))
    await expect.poll(() => smtp.letters.length, { timeout: 90_000, interval: 20 }).toBeGreaterThan(letters / 3)
    await host.kill('SIGKILL')
    expect(smtp.letters.length).toBeLessThan(letters)
    host = await startHostProcess(env, port)
    // six minutes on, without waiting for them: the run of the dead is nobody's, what it claimed is tried again
    await owner.query(`delete from core.delivery where subscriber = 'civic/job:send-notifications'`)
    await owner.query('update civic.notification set next_at = now() where next_at is not null')
    await expect.poll(() => smtp.letters.length, { timeout: 150_000, interval: 200 }).toBeGreaterThanOrEqual(letters)
    const left = async () =>
      (await owner.query('select count(*)::int as n from civic.notification where sent_at is null')).rows[0] as {
        n: number
      }
    await expect.poll(left, { timeout: 60_000 }).toEqual({ n: 0 })
    const ids = smtp.letters.map(({ data }) => /^Message-ID: (.*)$/im.exec(data)?.[1])
    expect(new Set(ids).size).toBe(letters)
    expect(ids).toHaveLength(letters)
  },
)
