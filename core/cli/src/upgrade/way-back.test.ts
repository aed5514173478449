import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, afterAll, test } from 'vitest'
import { codeBack } from './code-back.ts'
import { wayBack, type Kept } from './way-back.ts'

const made: string[] = []
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true })
})

const embedded = { dataFolder: '/srv/our town/data', databaseUrl: undefined, hadMark: false }
const outer = {
  dataFolder: '/data',
  databaseUrl: 'postgres://vmeste_owner:a%20secret@db.example:5432/vmeste?sslmode=require',
  hadMark: true,
}

test('an embedded database goes back by its copy; a mark that the older release does not know goes away', async () => {
  expect(
    await wayBack(
      { how: 'folder', release: '0.1.0', copy: '/keep/postgres-1', place: '/srv/our town/data/postgres' },
      embedded,
    ),
  ).toEqual([
    `mv '/srv/our town/data/postgres' '/srv/our town/data/postgres-updated'`,
    `cp -a /keep/postgres-1 '/srv/our town/data/postgres'`,
    `rm '/srv/our town/data/installation'`,
    'git checkout acb1ca55ee75da49d5c89606bb2bbecab98c3cdd',
    'npm start',
  ])
})

describe('an outer database', () => {
  const platform = checkoutOf('0.2.0')
  const backup: Kept = { how: 'backup', release: '0.2.0', file: '/keep/vmeste.backup', sealedTo: 'passphrase' }

  test('goes back into a database beside, on its own server, and no password is shown', async () => {
    expect(await wayBack(backup, { ...outer, platform, creator: { role: 'super', isOwner: false } })).toEqual([
      "createdb --maintenance-db='postgres://super@db.example:5432/vmeste?sslmode=require' --owner=vmeste_owner --template=template0 vmeste_before   # as the superuser of PostgreSQL",
      `export DATABASE_URL="$(printf %s "$DATABASE_URL" | sed -E 's#/[^/?]*(\\?.*)?$#/vmeste_before\\1#')"`,
      'git checkout v0.2.0',
      'export VMESTE_DATA=/data-before',
      'npm run -s vmeste -- restore /keep/vmeste.backup',
      'npm start',
    ])
    const dump = await wayBack({ how: 'dump', release: '0.1.0', file: '/keep/vmeste.dump' }, { ...outer, platform })
    expect(dump.join('\n')).not.toContain('secret')
  })

  test('is made by its owner where it may make one', async () => {
    const [first] = await wayBack(backup, { ...outer, platform, creator: { role: 'vmeste_owner', isOwner: true } })
    expect(first).toBe(
      "createdb --maintenance-db='postgres://vmeste_owner@db.example:5432/vmeste?sslmode=require' --template=template0 vmeste_before",
    )
  })

  test('is opened with the private half of a key where it was sealed to one', async () => {
    const lines = await wayBack({ ...backup, sealedTo: 'keys' }, { ...outer, platform })
    const line = lines.find((each) => each.includes('restore'))!
    expect(run(`npm() { echo "$@"; }\nKEY='/safe/my key'\n${line}`)).toBe(
      'run -s vmeste -- restore /keep/vmeste.backup --key /safe/my key',
    )
    expect(() => run(line)).toThrow('set it first to the file with the private half')
  })

  test.each([
    ['postgres://o:p@h:5432/vmeste', 'postgres://o:p@h:5432/vmeste_before'],
    ['postgres://o:p@h/vmeste?sslmode=require', 'postgres://o:p@h/vmeste_before?sslmode=require'],
    [
      'postgres://o:p%2F%26@h/our%20town?sslrootcert=/etc/ssl/a/b.pem&password=hidden&sslmode=verify-full',
      'postgres://o:p%2F%26@h/our%20town_before?sslrootcert=/etc/ssl/a/b.pem&password=hidden&sslmode=verify-full',
    ],
  ])('%s is left as it is but for the name', async (databaseUrl, then) => {
    const lines = await wayBack(backup, { ...outer, databaseUrl, platform })
    expect(lines.join('\n')).not.toContain('hidden')
    const set = lines.find((line) => line.startsWith('export DATABASE_URL'))!
    for (const shell of ['bash', 'sh'])
      expect(run(`${set}\nprintf %s "$DATABASE_URL"`, { DATABASE_URL: databaseUrl }, shell)).toBe(then)
  })
})

describe('the code of the older release', () => {
  test('is a commit of the list of releases, a tag, or what stood here before it was pulled over', async () => {
    expect((await codeBack('0.1.0', checkoutOf('0.2.0'))).lines).toEqual([
      'git checkout acb1ca55ee75da49d5c89606bb2bbecab98c3cdd',
    ])
    const pulled = checkoutOf('0.2.0-dev', '0.3.0-dev', '0.4.0-dev')
    const before = run(`cd ${pulled} && git rev-parse HEAD~1`)
    expect((await codeBack('0.3.0-dev', pulled)).lines).toEqual([`git checkout ${before}`])
    const { lines, start } = await codeBack('0.2.0', pulled)
    expect(start).toBe('npm start')
    expect(() => run(`cd ${pulled}\n${lines[0]!}`)).toThrow('set it first to the commit of 0.2.0')
    expect(run(`cd ${pulled}\nBEFORE=HEAD~2\n${lines[0]!} 2>/dev/null\ncat package.json`)).toContain('0.2.0-dev')
  })

  test('of an archive lies in a folder of its own: nothing is done in the wrong one', async () => {
    const platform = folderOf('0.2.0')
    const lines = await wayBack(
      { how: 'backup', release: '0.2.0', file: '/keep/vmeste.backup', sealedTo: 'nobody' },
      { ...outer, platform },
    )
    expect(lines[0]).toMatch(/^cd /)
    expect(lines.slice(-2)).toEqual(['bin/vmeste restore /keep/vmeste.backup', 'bin/vmeste start'])
    expect(lines.join('\n')).not.toMatch(/git|npm/)
    expect(() => run(lines[0]!)).toThrow('the folder in which the archive of 0.2.0 is unpacked')
    expect(run(`BEFORE=${platform}\n${lines[0]!}\npwd`)).toBe(platform)
  })
})

test('where nothing was kept, no way is shown', async () => {
  expect(await wayBack({ how: 'elsewhere', release: '0.1.0' }, outer)).toEqual([])
})

function folderOf(version: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vmeste-code-'))
  made.push(folder)
  write(folder, version)
  return folder
}

/** A checkout that was pulled from version to version, each with its tag where it is a release. */
function checkoutOf(...versions: string[]): string {
  const folder = folderOf(versions[0]!)
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.by', ...args], { cwd: folder })
  git('init', '--quiet')
  for (const version of versions) {
    write(folder, version)
    git('add', '.')
    git('commit', '--quiet', '--message', version)
    if (!version.includes('-')) git('tag', `v${version}`)
  }
  return folder
}

function write(folder: string, version: string): void {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }))
  writeFileSync(
    join(folder, 'releases.json'),
    JSON.stringify({ '0.1.0': { commit: 'acb1ca55ee75da49d5c89606bb2bbecab98c3cdd' } }),
  )
}

/** @throws with what the shell said, where a line of it failed */
function run(lines: string, env: Readonly<Record<string, string>> = {}, shell = 'bash'): string {
  return execFileSync(shell, [...(shell === 'bash' ? ['--norc'] : []), '-euc', lines], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  }).trim()
}
