import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { expect, test } from 'vitest'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { startHostProcess } from '../chaos/host-process.ts'
import { SubmitStorm } from '../chaos/submit-storm.ts'
import { freePort } from '../release/free-port.ts'
import { root } from '../workspace.ts'

const run = promisify(execFile)
const passphrase = 'several words of a small town'
const fiveMinutes = 300_000
/** Twenty submits a second for longer than may be lost. */
const [people, pauseMs, stormMs] = [20, 900, 6 * 60_000]

/** Files below a folder with their sizes. */
async function filesIn(folder: string): Promise<{ name: string; bytes: number }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => ({
        name: join(entry.parentPath, entry.name),
        bytes: (await stat(join(entry.parentPath, entry.name))).size,
      })),
  )
}

async function until(what: string, ms: number, is: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + ms; !(await is()); await sleep(500))
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`)
}

/** The keys of the storm's reports in a data folder. */
async function keysIn(dataFolder: string): Promise<Set<string>> {
  const postgres = await startEmbeddedPostgres(join(dataFolder, 'postgres'))
  const client = new pg.Client({ connectionString: postgres.superuserUrl })
  await client.connect()
  const { rows } = await client.query<{ text: string }>(`select text from appeals.report where text like 'Яма %-%'`)
  await client.end()
  await postgres.stop()
  return new Set(rows.map(({ text }) => text.slice('Яма '.length)))
}

const restore = (copies: string, dataFolder: string, ...further: string[]) =>
  run(process.execPath, [join(root, 'core/cli/src/main.ts'), 'restore', copies, '--json', ...further], {
    cwd: root,
    timeout: 300_000,
    env: {
      ...process.env,
      DATABASE_URL: '',
      VMESTE_DATA: dataFolder,
      VMESTE_BACKUP_PASSPHRASE: passphrase,
      VMESTE_DEMO: 'on',
    },
  })

test(
  'the machine burns down under twenty submits a second: five minutes are lost at most, and any moment before can be had',
  { timeout: 1_500_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vmeste-burnt-'))
    // the account that PostgreSQL runs as may enter: everything lies in one place, and burns with it
    await chmod(folder, 0o755)
    const [data, copies] = [join(folder, 'data'), join(folder, 'copies')]
    const env = {
      DATABASE_URL: '',
      VMESTE_DATA: data,
      VMESTE_DEMO: 'on',
      VMESTE_BACKUP: copies,
      VMESTE_BACKUP_PASSPHRASE: passphrase,
    }
    const host = await startHostProcess(env, await freePort(), 600_000)
    await until('a whole base copy', 180_000, async () =>
      (await filesIn(copies)).some(({ name }) => name.endsWith('base.json')),
    )
    await until('the first daily copy', 180_000, async () =>
      (await filesIn(copies)).some(({ name }) => name.endsWith('.backup')),
    )
    const before = await filesIn(copies)

    const storm = new SubmitStorm()
    const began = Date.now()
    const running = storm.run(() => host.url, people, pauseMs)
    await sleep(stormMs)
    const burnt = Date.now()
    const [postmaster] = (await readFile(join(data, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')
    await host.kill('SIGKILL')
    process.kill(Number(postmaster), 'SIGKILL')
    storm.stop()
    await running
    await rm(data, { recursive: true, force: true })
    const acknowledged = storm.sent.flatMap(({ key, at }) => (at === undefined || at > burnt ? [] : [{ key, at }]))
    expect(acknowledged.length / (stormMs / 1000)).toBeGreaterThan(10)
    expect(host.output()).not.toMatch(/VMESTE_(BACKUP|PITR)/)

    const latest = join(folder, 'latest')
    const { stdout } = await restore(copies, latest)
    const restored = JSON.parse(stdout) as { last: string; segments: number; cities: number }
    const there = await keysIn(latest)
    expect(
      acknowledged.filter(({ key, at }) => at < burnt - fiveMinutes && !there.has(key)),
      'whatever was acknowledged five minutes before',
    ).toEqual([])
    const lost = acknowledged.filter(({ key }) => !there.has(key))
    const logBytes = (await filesIn(copies))
      .filter(({ name }) => name.includes('/log/') && !before.some((each) => each.name === name))
      .reduce((sum, { bytes }) => sum + bytes, 0)
    const carried = acknowledged.length - lost.length
    const seconds = (from: number) => Math.round((burnt - from) / 1000)
    console.log(
      [
        `${acknowledged.length} reports acknowledged in ${seconds(began)} s`,
        `${lost.length} lost: those of the last ${seconds(Date.parse(restored.last))} s`,
        `${logBytes} bytes of sealed log, ${Math.round(logBytes / Math.max(carried, 1))} a report`,
      ].join('; '),
    )

    // a moment in the middle of what was carried, when nothing was on its way
    const moment = Math.round(began + (Date.parse(restored.last) - began) / 2)
    const then = join(folder, 'then')
    await restore(copies, then, '--at', new Date(moment).toISOString())
    const thenThere = await keysIn(then)
    expect(
      acknowledged.filter(({ key, at }) => at < moment - 100 && !thenThere.has(key)),
      'what was before the moment',
    ).toEqual([])
    // a report that was acknowledged a while after the moment was written after it
    expect(
      acknowledged.filter(({ key, at }) => at > moment + 5_000 && thenThere.has(key)),
      'what was after the moment',
    ).toEqual([])
    expect(thenThere.size).toBeGreaterThan(100)

    // the platform starts on what was restored, and begins a chain of its own
    const again = await startHostProcess({ ...env, VMESTE_DATA: latest }, await freePort(), 120_000)
    await until(
      'a base copy of the restored town',
      180_000,
      async () => (await filesIn(copies)).filter(({ name }) => name.endsWith('base.json')).length === 2,
    )
    await again.kill('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  },
)
