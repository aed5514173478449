import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import * as reading from './index.ts'

const page = readFileSync(new URL('../../../../docs/reading.md', import.meta.url), 'utf8')
const lines = /```ts\n([^]*?)```/
  .exec(page)![1]!
  .trim()
  .split('\n')
  .map((line) => /^(.+) \/\/ (.+)$/.exec(line)!.slice(1) as [string, string])

test.each(lines)('docs/reading.md: %s is %s', (said, gives) => {
  // of one world: values of another context have prototypes of their own
  const run = (code: string) => structuredClone(runInNewContext(`(${code})`, reading) as unknown)
  expect(run(said)).toEqual(run(gives))
})
