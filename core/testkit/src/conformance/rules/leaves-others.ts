import { graphOf } from '../bench/compose.ts'
import { misfits } from '../bench/recorded-operations.ts'
import type { Rule } from '../rule.ts'

export const leavesOthers: Rule = {
  id: 'bronze/leaves-others',
  title: 'without it every other module’s pages still get their answers',
  run: ({ plugin, others }) => {
    const without = graphOf(others.map((other) => other.plugin))
    return others.flatMap((other) =>
      misfits(
        without,
        other.plugin.id,
        other.folder,
        `take out of "${other.plugin.id}" what it asks of "${plugin.id}": a city may switch either off`,
      ),
    )
  },
}
