#!/usr/bin/env node
// Runs on whatever Node the machine has (18 or newer), with nothing installed yet.
import { join } from 'node:path'
import { findNode } from './find-node.mjs'
import { installDependencies, root } from './install.mjs'
import { supervise } from './supervise.mjs'

const scripts = {
  start: 'core/cli/src/main.ts serve',
  test: 'tools/run-all.ts',
  'test:keycloak': 'tools/run-keycloak.ts',
  'test:long': 'tools/run-long.ts',
  vmeste: 'core/cli/src/main.ts',
  bench: 'bench/src/main.ts',
  papers: 'deploy/papers/main.ts',
  'pack:offline': 'deploy/offline/main.ts',
}

const [wanted = '', ...args] = process.argv.slice(2)
const [file, ...words] = scripts[wanted]?.split(' ') ?? []
if (!file) fail(`usage: node bin/with-node.mjs ${Object.keys(scripts).join(' | ')} [arguments]`)

try {
  await installDependencies()
  process.exitCode = await supervise(findNode(), [join(root, file), ...words, ...args])
} catch (error) {
  fail(error.message)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
