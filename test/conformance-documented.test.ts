import { expect, test } from 'vitest'
import { bronze } from '@vmeste/testkit/run-conformance'
import { silverRules } from '@vmeste/testkit/run-silver'
import { read } from './workspace.ts'

const page = read('docs/conformance.md')

test('docs/conformance.md says of every rule what holds, in the rule’s own words', () => {
  const rows = [...page.matchAll(/^\| `([a-z-]+\/[a-z-]+)` \| (.+) \|$/gm)].map(([, id, title]) => ({ id, title }))
  expect(rows).toEqual([...bronze, ...silverRules].map(({ id, title }) => ({ id, title })))
})

test('the furnishing that it shows is one that passes', () => {
  expect(page).toContain(read('test/silver/benches/furnish.ts').trimEnd())
})
