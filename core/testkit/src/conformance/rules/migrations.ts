import { findingOf } from '../finding-of.ts'
import type { Finding, Rule } from '../rule.ts'

export const migrations: Rule = {
  id: 'bronze/migrations',
  title: 'its migrations run on a database that has never seen it, and a second run changes nothing',
  run: async ({ plugin, database }) => {
    const { after, again, appliedAgain, refusal } = await database()
    const changed = [...again.things].filter(([name, made]) => after.things.get(name) !== made).map(([name]) => name)
    return [
      ...(refusal ? [findingOf(refusal, plugin)] : []),
      ...appliedAgain.map((name): Finding => ({
        culprit: `migration ${name}`,
        message: 'the second run applied it again',
        fix: 'give every migration a name of its own that stays the same',
      })),
      ...changed.map((name): Finding => ({
        culprit: name,
        message: 'the second run changed it',
        fix: 'change tables in migrations only, each of which runs once',
      })),
    ]
  },
}
