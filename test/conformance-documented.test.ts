import { expect, test } from 'vitest'
import { bronze } from '@vmeste/testkit/run-conformance'
import { read } from './workspace.ts'

test('docs/conformance.md says of every rule what holds, in the rule’s own words', () => {
  const rows = [...read('docs/conformance.md').matchAll(/^\| `([a-z-]+\/[a-z-]+)` \| (.+) \|$/gm)].map(
    ([, id, title]) => ({ id, title }),
  )
  expect(rows).toEqual(bronze.map(({ id, title }) => ({ id, title })))
})
