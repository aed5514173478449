import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@vmeste/host/embedded-postgres'
import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { endProcessesWith, environment, freePort } from '../running-platform.ts'
import { root } from '../workspace.ts'
import { kindOf } from './classify.ts'
import { manualFences, type Fence, type Tongue } from './manual-pages.ts'
import { startOuterPostgres } from './outer-postgres.ts'
import { openShell } from './shell.ts'

const minutes = 60_000
/** At the root of the machine that the page speaks of. */
const folders = ['srv', 'backup', 'safe']

/**
 * The manual, followed by whoever types what stands there: the English one beside a PostgreSQL of the town's, the
 * Russian one without.
 */
test.each([
  ['en', 'outer'],
  ['ru', 'embedded'],
] as const)('a town is set up from the manual (%s, %s database)', async (tongue: Tongue, database) => {
  const srv = await mkdtemp(join(tmpdir(), 'vmeste-manual-'))
  await chmod(srv, 0o755) // the database may run under another account
  onTestFinished(() => rm(srv, { recursive: true, force: true }))
  const checkout = join(srv, 'vmeste'),
    dataFolder = join(srv, 'vmeste-data')
  execFileSync('git', ['clone', '--quiet', '-c', 'advice.detachedHead=false', root, checkout])
  const outer = database === 'outer' ? await startOuterPostgres(join(srv, 'postgres')) : undefined
  onTestFinished(() => outer?.stop())
  const port = String(await freePort())

  // the disk for copies is the manual's to make
  await mkdir(join(srv, 'safe'))
  /**
   * Folders at the root of the machine and the ports of host and database are this test's own: nothing else of a
   * command is changed.
   */
  const here = (text: string): string =>
    text
      .replaceAll(new RegExp(`(?<![\\w/.])/(${folders.join('|')})\\b`, 'g'), (_, folder: string) =>
        folder === 'srv' ? srv : join(srv, folder),
      )
      .replaceAll(/\b(localhost|127\.0\.0\.1):3000\b/g, `$1:${port}`)
      .replaceAll('localhost:5432', `127.0.0.1:${outer?.port ?? 0}`)

  const shell = openShell({ folder: srv, cwd: srv, env: { ...environment({}), PORT: port, LANG: 'C.UTF-8' } })
  onTestFinished(async () => {
    await endProcessesWith(`VMESTE_DATA=${dataFolder}`)
    await shell.end()
  })

  const sql = async (fence: Fence): Promise<void> => {
    const [role, name] = fence.words.filter((word) => !/^(outer|embedded)$/.test(word)) as [
      'superuser' | 'owner',
      string,
    ]
    const shared = outer ? undefined : await startEmbeddedPostgres(join(dataFolder, 'postgres'), { inUse: 'share' })
    const client = new Client({
      connectionString: outer?.urlOf(role, name) ?? (role === 'owner' ? shared!.url : shared!.superuserUrl),
    })
    await client.connect()
    try {
      for (const statement of statementsOf(fence.text)) await client.query(statement)
    } catch (error) {
      throw new Error(`${fence.page}:${fence.line} as ${role}`, { cause: error })
    } finally {
      await client.end()
      await shared?.stop()
    }
  }

  const counted = { run: 0, sql: 0, file: 0, shown: 0, apart: [] as string[], otherDatabase: 0 }
  for (const fence of manualFences(tongue)) {
    const kind = kindOf(fence)
    if (fence.words.includes(outer ? 'embedded' : 'outer')) {
      counted.otherDatabase++
      continue
    }
    if (kind === 'apart') {
      counted.apart.push(`${fence.page}:${fence.line} ${fence.apart}`)
      continue
    }
    counted[kind]++
    if (kind === 'sql') await sql(fence)
    if (kind !== 'run') continue
    const answer = fence.words.find((word) => word.startsWith('answer='))?.slice('answer='.length)
    await shell.run(here(fence.text), answer, 10 * minutes).catch((error: unknown) => {
      throw new Error(`${fence.page}:${fence.line}`, { cause: error })
    })
  }
  console.log(
    [
      `the manual (${tongue}, ${database} database): ${counted.run} blocks of commands and ${counted.sql} of SQL run as written, ` +
        `${counted.file} files and ${counted.shown} examples shown`,
      ...(counted.otherDatabase
        ? [`  ${counted.otherDatabase} left out: they are for the other kind of database`]
        : []),
      ...counted.apart.map((reason) => `  left out: ${reason}`),
    ].join('\n'),
  )
  expect(counted.run).toBeGreaterThanOrEqual(5)

  // what the walk has made: the town answers at the address it was given
  const answer = await fetch(`http://localhost:${port}/c/luban/`)
  expect(answer.status).toBe(200)
  expect(await answer.text()).toContain('Любань')
})

/** One after another, as psql sends them: a semicolon within `$$` ends nothing. */
function statementsOf(text: string): readonly string[] {
  const parts = text.split(/(?<=;)\n/)
  const whole: string[] = []
  for (const part of parts) {
    const last = whole.at(-1)
    if (last !== undefined && last.split('$$').length % 2 === 0) whole[whole.length - 1] = `${last}\n${part}`
    else whole.push(part)
  }
  return whole
}
