import { expect, test } from 'vitest'
import { read } from '../workspace.ts'

test('the page on rights shows the declaration that every new module begins with', () => {
  expect(read('docs/rights-of-the-person.md')).toContain(
    `\`\`\`ts\n${read('core/cli/templates/module/src/personal-data.ts').trimEnd()}\n\`\`\``,
  )
})
