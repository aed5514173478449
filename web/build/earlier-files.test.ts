import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { clearEarlierFiles } from './earlier-files.ts'
import { describeFiles } from './integrity.ts'

const dist = mkdtempSync(join(tmpdir(), 'vmeste-dist-'))
afterAll(() => {
  rmSync(dist, { recursive: true, force: true })
})

test('what an open page may still ask for stays a week; the manifest names this build alone', () => {
  const long = new Date(Date.now() - 8 * 86_400_000)
  for (const [name, old] of [
    ['main-aaaaaaaa.js', true],
    ['main-aaaaaaaa.js.gz', true],
    ['main-bbbbbbbb.js', false],
    ['main-cccccccc.js', true],
    ['main-cccccccc.js.br', true],
    ['module.json', true],
  ] as const) {
    writeFileSync(join(dist, name), 'export {}')
    if (old) utimesSync(join(dist, name), long, long)
  }
  clearEarlierFiles(dist, ['main-cccccccc.js'])
  expect(readdirSync(dist).sort()).toEqual([
    'main-bbbbbbbb.js',
    'main-cccccccc.js',
    'main-cccccccc.js.br',
    'module.json',
  ])
  expect(describeFiles(dist, ['main-cccccccc.js']).map(({ file }) => file)).toEqual(['main-cccccccc.js'])
})
