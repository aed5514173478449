import { spawnSync } from 'node:child_process'
import { globSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folderCycles, importsBelow } from './folder-cycles.ts'
import { root } from './workspace.ts'

const { floors } = createRequire(import.meta.url)('../.dependency-cruiser/host-floors.cjs') as {
  floors: readonly (readonly string[])[]
}

test('no folder of the host needs one that needs it, at any level', () => {
  const imports = importsBelow(join(root, 'core/host/src'))
  expect(imports.size).toBeGreaterThan(300)
  expect(folderCycles(imports)).toEqual([])
})

const others = globSync(['core/*/src', 'modules/*/{src,web}', 'web/{src,build}', 'demo/src'], { cwd: root }).sort()

test.each(others)('folders beside each other in %s form no round', (folder) => {
  const imports = importsBelow(join(root, folder))
  expect(imports.size).toBeGreaterThan(10)
  expect(folderCycles(imports, false)).toEqual([])
})

test('every folder of the host stands on one floor', () => {
  const folders = readdirSync(join(root, 'core/host/src'), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? entry.name : [],
  )
  expect(floors.flat().sort()).toEqual(folders.sort())
})

/** A tree of the host with these files, by their paths and what they import. */
function planted(files: Readonly<Record<string, string>>): string {
  const tree = mkdtempSync(join(tmpdir(), 'vmeste-floors-'))
  for (const [file, target] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, file)), { recursive: true })
    const line = target && `import type {} from '${target}'\n`
    writeFileSync(join(tree, file), file.endsWith('.vue') ? `<script setup lang="ts">\n${line}</script>\n` : line)
  }
  return tree
}

test('a round of folders is found by its way, whole folders and types alone', () => {
  const tree = planted({
    'identity/port.ts': './embedded/tables/unit.ts',
    'identity/embedded/tables/unit.ts': '',
    'identity/embedded/keys/keys.ts': '../../keycloak/index.ts',
    'identity/keycloak/index.ts': '../embedded/tables/unit.ts',
    'storage/pool.ts': './embedded/server.ts',
    'storage/embedded/server.ts': '../pool.ts',
    'storage/pool.test.ts': '../identity/port.ts',
    'identity/embedded/keys/seal.ts': '../../../storage/pool.ts',
    'portal/page/whole.vue': '../parts/line.vue',
    'portal/parts/line.vue': '../page/words.ts',
    'portal/page/words.ts': '',
  })
  try {
    expect(folderCycles(importsBelow(tree)).sort()).toEqual([
      'identity: embedded → keycloak → embedded',
      'portal: page → parts → page',
      'storage: (files) → embedded → (files)',
    ])
    expect(folderCycles(importsBelow(tree), false)).toEqual([
      'identity: embedded → keycloak → embedded',
      'portal: page → parts → page',
    ])
  } finally {
    rmSync(tree, { recursive: true })
  }
})

test('the rules of floors refuse what is planted: an arrow up, one to a neighbour, a folder without a floor', () => {
  const src = 'core/host/src'
  const tree = planted({
    [`${src}/admin/whole.ts`]: '../storage/pool.ts',
    [`${src}/storage/pool.ts`]: '../admin/whole.ts',
    [`${src}/storage/pool.test.ts`]: '../admin/whole.ts',
    [`${src}/portal/page.ts`]: '../admission/fit.ts',
    [`${src}/admission/fit.ts`]: '../create-host.ts',
    [`${src}/cellar/rats.ts`]: '../storage/pool.ts',
    [`${src}/create-host.ts`]: './admin/whole.ts',
  })
  try {
    const { stdout } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
        ...['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json', 'core'],
      ],
      { cwd: tree, encoding: 'utf8', maxBuffer: 64_000_000 },
    )
    const { violations } = (
      JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } }
    ).summary
    expect(
      violations
        .filter(({ rule }) => /floor/.test(rule.name))
        .map(({ rule, from }) => `${rule.name}: ${from.slice(src.length + 1)}`)
        .sort(),
    ).toEqual([
      'every-folder-of-the-host-has-a-floor: cellar/rats.ts',
      'host-floor-03-storage: storage/pool.ts',
      'host-floor-11-portal-admission: admission/fit.ts',
      'host-floor-11-portal-admission: portal/page.ts',
    ])
  } finally {
    rmSync(tree, { recursive: true })
  }
}, 60_000)
