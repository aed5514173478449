import { graphOf } from '../bench/compose.ts'
import { misfits } from '../bench/recorded-operations.ts'
import type { Rule } from '../rule.ts'

export const needsNobody: Rule = {
  id: 'bronze/needs-nobody',
  title: 'what its pages ask is answered with no other module on',
  run: ({ plugin, folder }) =>
    misfits(
      graphOf([plugin]),
      plugin.id,
      folder,
      'ask the platform and this module only; what another module adds is shown by its own component in a slot',
    ),
}
