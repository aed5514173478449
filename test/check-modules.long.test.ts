import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { check, copyOfRatings, dropCopies, replaced } from './stranger/check-copy.ts'
import { root } from './workspace.ts'

const run = promisify(execFile)
/**
 * What somebody has who has just cloned: nothing of this checkout but what is committed, and nothing of the test run
 * around.
 */
let home = ''
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_|VMESTE_|TEST$|DEV$|PROD$|MODE$|BASE_URL$|DATABASE_URL$)/.test(name),
  ),
)
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-clone-'))
  await chmod(home, 0o755)
  await run('git', ['clone', '--quiet', '--no-hardlinks', root, join(home, 'vmeste')])
  await run('npx', ['--prefer-offline', '-y', 'pnpm@12.21.0', 'install', '--frozen-lockfile', '--prefer-offline'], {
    cwd: join(home, 'vmeste'),
    env: { ...env, CI: 'true' },
    maxBuffer: 64_000_000,
  })
})
afterAll(async () => {
  await dropCopies()
  await rm(home, { recursive: true, force: true })
})

test.each(['appeals', 'ratings'])(
  'in a fresh clone, after a frozen install, modules/%s keeps the contract',
  async (module) => {
    const checked = await run('npm', ['run', '-s', 'vmeste', '--', 'check', `modules/${module}`], {
      cwd: join(home, 'vmeste'),
      env,
      maxBuffer: 64_000_000,
    }).catch((error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr }))
    expect(checked.stdout).toContain(`${module} keeps the contract.`)
    expect((await run('git', ['status', '--porcelain'], { cwd: join(home, 'vmeste') })).stdout).toBe('')
  },
)

test('a table whose rows every city sees, and a wrong type, are told one by one', async () => {
  const open = await copyOfRatings(async (read, write) => {
    const file = 'src/storage/migrations/0001-ratings.migration.ts'
    await write(file, replaced(await read(file), /rowLevelSecurity\(/, '((_table: string): string[] => [])('))
    await write('src/wrong.ts', "export const wrong: number = 'seven'\n")
  })
  for (const name of ['alone', 'verified']) await rm(join(open, `test/${name}.db.test.ts`))
  const { code, said } = await check(open)
  expect(code).toBe(1)
  expect(said).toContain('bronze/row-security')
  expect(said).toMatch(/types: src\/wrong\.ts:1/)
})
