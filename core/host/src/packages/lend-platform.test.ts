import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

test('a packed module has the one copy of the contract, what it brought, and nothing that happens to lie above it', async () => {
  const home = await mkdtemp(join(tmpdir(), 'vmeste-lend-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  const module = join(home, 'modules/swings/1.0.0')
  const files: Record<string, string> = {
    'node_modules/above/index.js': '',
    'outside.js': '',
    'modules/other/1.0.0/plugin.js': '',
    'modules/swings/1.0.0/package.json': '{"name":"swings","type":"module","exports":{".":"./dist/contract.js"}}',
    'modules/swings/1.0.0/dist/contract.js':
      'export { Problem } from "@vmeste/sdk"; export { Migration } from "@vmeste/sdk/storage"; export { GraphQLError } from "graphql"',
    'modules/swings/1.0.0/dist/own.js': 'import "./contract.js"; import "fs"; import "node:path"; import "swings"',
    'modules/swings/1.0.0/dist/above.js': 'import "above"',
    'modules/swings/1.0.0/dist/pg.js': 'import "pg"',
    'modules/swings/1.0.0/dist/host.js': 'import "@vmeste/host"',
    'modules/swings/1.0.0/dist/outside.js': 'import "../../../../outside.js"',
    'modules/swings/1.0.0/dist/neighbour.js': 'import "../../../other/1.0.0/plugin.js"',
    'modules/swings/1.0.0/dist/required.js':
      'import { createRequire } from "node:module"; createRequire(import.meta.url)("above")',
  }
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(home, path)), { recursive: true })
    await writeFile(join(home, path), content)
  }
  const names = ['contract', 'own', 'above', 'pg', 'host', 'outside', 'neighbour', 'required']
  const code = `
    import { lendPlatformTo } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'lend-platform.ts')).href)}
    import { Problem } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../../../sdk/src/index.ts')).href)}
    lendPlatformTo(${JSON.stringify(join(home, 'modules'))})
    const seen = {}
    for (const name of ${JSON.stringify(names)}) seen[name] = await import(${JSON.stringify(pathToFileURL(`${module}/dist/`).href)} + name + '.js').then((made) => (made.Problem ? made.Problem === Problem : 'fine'), (error) => error.code)
    console.log(JSON.stringify(seen))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code])
  const no = 'VMESTE_PACKAGE_IMPORT'
  expect(JSON.parse(stdout)).toEqual({
    contract: true,
    own: 'fine',
    above: no,
    pg: no,
    host: no,
    outside: no,
    neighbour: no,
    required: no,
  })
}, 60_000)
