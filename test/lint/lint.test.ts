import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ESLint } from 'eslint'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { read, root } from '../workspace.ts'
import { plantedFaults } from './planted-faults.ts'

/** A repository of faults, with our own settings. */
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-lint-'))
  await mkdir(join(folder, 'web'))
  await copyFile(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  const { compilerOptions } = JSON.parse(read('web/tsconfig.json')) as { compilerOptions: object }
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, types: ['node'] }, include: ['web'] }),
  )
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('TypeScript: a fault planted for each rule is found', { timeout: 60_000 }, async () => {
  for (const [rule, text] of Object.entries(plantedFaults)) await writeFile(join(folder, `web/${rule}.ts`), `${text}\n`)
  const { stdout } = await promisify(execFile)(join(root, 'node_modules/.bin/oxlint'), ['-f', 'json', 'web'], {
    cwd: folder,
    maxBuffer: 1 << 25,
  }).catch((error: unknown) => error as { stdout: string })
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string; severity: string }[] }
  const found = new Set(diagnostics.map(({ code, filename, severity }) => `${filename} ${code} ${severity}`))
  const missed = Object.keys(plantedFaults).filter(
    (rule) => ![...found].some((each) => each.startsWith(`web/${rule}.ts `) && each.endsWith(`(${rule}) error`)),
  )
  expect(missed).toEqual([])
})

test('and there is a fault for every rule', () => {
  const rules = [...read('.oxlintrc.json').matchAll(/^\s+"(?:typescript\/)?([a-z-]+)": (?:"error"|\[)/gm)]
    .map(([, rule]) => rule!)
    .filter((rule) => !['plugins', 'files', 'ignorePatterns', 'overrides'].includes(rule))
  expect(rules.length).toBeGreaterThan(40)
  expect(Object.keys(plantedFaults).toSorted()).toEqual([...new Set(rules)].toSorted())
})

const component = (script: string, template: string): string =>
  `<script setup lang="ts">\n${script}\n</script>\n\n<template>\n  ${template}\n</template>\n`
const inVue: Readonly<Record<string, string>> = {
  '@typescript-eslint/no-explicit-any': component(
    'const one = (it: any) => String(it as number)',
    '<p>{{ one(1) }}</p>',
  ),
  '@typescript-eslint/no-floating-promises': component('Promise.resolve(1)', '<p />'),
  '@typescript-eslint/no-misused-promises': component('[1].forEach(async () => undefined)', '<p />'),
  '@typescript-eslint/no-unsafe-assignment': component("const one = JSON.parse('1')", '<p>{{ one }}</p>'),
  '@typescript-eslint/no-unused-vars': component('const one = 1', '<p />'),
  'no-restricted-properties': component('const one = new Date().toLocaleDateString()', '<p>{{ one }}</p>'),
  'vue/no-mutating-props': component('defineProps<{ one: string }>()', '<input v-model="one">'),
  'vue/require-v-for-key': component('const list = [1]', '<ul><li v-for="one in list">{{ one }}</li></ul>'),
}

test('components: so are those of types and those of Vue', { timeout: 60_000 }, async () => {
  const names = Object.fromEntries(Object.keys(inVue).map((rule, i) => [rule, `web/component-${i}.vue`]))
  for (const [rule, text] of Object.entries(inVue)) await writeFile(join(folder, names[rule]!), text)
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: join(root, 'eslint.config.js') })
  // together: each call would read the types of all that it imports anew
  const results = await eslint.lintFiles(Object.values(names))
  for (const [rule, file] of Object.entries(names)) {
    const result = results.find(({ filePath }) => filePath === join(folder, file))
    expect(
      result!.messages.filter(({ severity }) => severity === 2).map(({ ruleId }) => ruleId),
      rule,
    ).toContain(rule)
  }
})

test('composables: so are those of Vue', { timeout: 60_000 }, async () => {
  await writeFile(
    join(folder, 'web/composable.ts'),
    "import { ref } from 'vue'\nconst one = ref(1)\nexport const two = one + 1\n",
  )
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: join(root, 'eslint.config.js') })
  const [result] = await eslint.lintFiles(['web/composable.ts'])
  expect(result!.messages.map(({ ruleId }) => ruleId)).toEqual(['vue/no-ref-as-operand'])
})
