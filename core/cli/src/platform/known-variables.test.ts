import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { knownVariables, requireKnownVariables } from './known-variables.ts'
import { readEnv } from './read-env.ts'
import { root } from './root.ts'

test.each([
  ['VMESTE_DEOM', 'VMESTE_DEMO'],
  ['VMESTE_URI', 'VMESTE_URL'],
  ['VMESTE_SMPT', 'VMESTE_SMTP'],
  ['VMESTE_SECERT', 'VMESTE_SECRET'],
  ['VMESTE_PROXY', 'VMESTE_PROXIES'],
  ['VMESTE_KEYCLOACK_URL', 'VMESTE_KEYCLOAK_URL'],
  ['vmeste_demo', 'VMESTE_DEMO'],
  ['VMESTE_MAILFROM', 'VMESTE_MAIL_FROM'],
  ['VMESTE_DATABASE_URL', 'DATABASE_URL'],
  ['VMESTE_DATABSE_URL', 'DATABASE_URL'],
  ['VMESTE_PORT', 'PORT'],
  ['VMESTE_PROT', 'PORT'],
])('%s is refused, and %s named', (wrong, right) => {
  for (const refuse of [
    () => {
      requireKnownVariables({ [wrong]: '' })
    },
    () => readEnv({ [wrong]: 'off' }),
  ]) {
    expect(refuse).toThrow(
      expect.objectContaining({
        code: 'VMESTE_ENV_UNKNOWN',
        message: expect.stringContaining(`${wrong}: did you mean ${right}?`) as string,
      }) as Error,
    )
  }
})

test('what is known, and what is not ours, is no fault', () => {
  requireKnownVariables({
    ...Object.fromEntries(knownVariables.map((name) => [name, 'x'])),
    PATH: '/bin',
    DATABASE_URL: 'x',
    VMESTEX: '1',
  })
})

test('every command refuses, not only the start', () => {
  const run = (): string =>
    execFileSync(
      process.execPath,
      [join(root, 'core/cli/src/main.ts'), 'deadline', 'by-300z', 'forward', '--from', '2026-04-22', '--json'],
      { env: { ...process.env, VMESTE_DEOM: 'off' }, encoding: 'utf8' },
    )
  expect(run).toThrow(
    expect.objectContaining({
      status: 1,
      stdout: expect.stringContaining('"code":"VMESTE_ENV_UNKNOWN"') as string,
    }) as Error,
  )
})

test('whatever the sources read and the docs name is known, and the docs name whatever an operator may set', () => {
  const files = execFileSync('git', ['ls-files', '*.ts', '*.mjs', '*.js'], { cwd: root, encoding: 'utf8' })
    .trim()
    .split('\n')
  const read = new Set(
    files.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(/(?:process\.env|env|source)(?:\.|\[')(VMESTE_[A-Z_]+)/g),
      ].map(([, name]) => name!),
    ),
  )
  expect(read.size).toBeGreaterThan(15)
  const documented = new Set(
    [...readFileSync(join(root, 'docs/operations.md'), 'utf8').matchAll(/^\| (`.*?) \|/gm)].flatMap(([, cell]) =>
      [...cell!.matchAll(/`(VMESTE_[A-Z_]+)`/g)].map(([, name]) => name!),
    ),
  )
  const known = new Set<string>(knownVariables)
  expect([...read, ...documented].filter((name) => !known.has(name))).toEqual([])
  const ownUse = ['VMESTE_LAUNCHER', 'VMESTE_CHROMIUM', 'VMESTE_FIREFOX', 'VMESTE_CONTRACT_FAULT']
  expect(knownVariables.filter((name) => !documented.has(name))).toEqual(ownUse)
})
