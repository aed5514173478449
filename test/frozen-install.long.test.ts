import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { root } from './workspace.ts'

test('a start installs what the lockfile names and never writes another', async () => {
  const clone = mkdtempSync(join(tmpdir(), 'vmeste-frozen-'))
  onTestFinished(() => {
    rmSync(clone, { recursive: true, force: true })
  })
  execFileSync('git', ['clone', '--quiet', root, clone])
  const manifest = join(clone, 'package.json')
  const { dependencies, ...rest } = JSON.parse(readFileSync(manifest, 'utf8')) as {
    dependencies: Record<string, string>
  }
  writeFileSync(manifest, JSON.stringify({ ...rest, dependencies: { ...dependencies, 'is-number': '7.0.0' } }))
  const lockfile = readFileSync(join(clone, 'pnpm-lock.yaml'), 'utf8')
  const started = promisify(execFile)(process.execPath, [join(clone, 'bin/with-node.mjs'), 'vmeste', '--help'], {
    cwd: clone,
  })
  await expect(started).rejects.toThrow(/asks for something that pnpm-lock\.yaml does not have/)
  expect(readFileSync(join(clone, 'pnpm-lock.yaml'), 'utf8')).toBe(lockfile)
})
