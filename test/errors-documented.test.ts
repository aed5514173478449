import { expect, test } from 'vitest'
import { files, read } from './workspace.ts'

const codeOf = /\bVMESTE_[A-Z]/

/**
 * Codes that sources throw: written as a literal where an error is made; settings of the environment look alike but are
 * read, not thrown.
 */
function thrown(): string[] {
  const found = files('.ts', '.vue')
    .filter((file) => !/\.test\.ts$|^test\//.test(file))
    .flatMap((file) =>
      [
        ...read(file).matchAll(
          /(?:VmesteError|fault|refuse|new \w*Error|new Problem)\(\s*'(VMESTE_[A-Z0-9_]+)'|(?:code|error):\s*'(VMESTE_[A-Z0-9_]+)'/g,
        ),
      ].map((match) => match[1] ?? match[2]!),
    )
  return [...new Set(found)].sort()
}

function documented(): string[] {
  return read('docs/errors.md')
    .split('\n')
    .flatMap((line) => [...(/^\| `(VMESTE_[A-Z0-9_]+)` \|/.exec(line) ?? [])].slice(1))
    .sort()
}

test('every code that is thrown has its line in docs/errors.md, and no line is left over', () => {
  expect(thrown().length).toBeGreaterThan(10)
  expect(documented()).toEqual(thrown())
})

test('a line says what happened and what to do', () => {
  for (const line of read('docs/errors.md')
    .split('\n')
    .filter((each) => codeOf.test(each))) {
    expect(line).toMatch(/^\| `VMESTE_[A-Z0-9_]+` \| .{5,} \| .{5,} \|$/)
  }
})
