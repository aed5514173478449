import { driftOf } from '@vmeste/host/storage'
import type { Rule } from '../rule.ts'

export const tablesAgree: Rule = {
  id: 'bronze/tables-agree',
  title: 'the tables that its migrations make are those its entities describe',
  run: async ({ plugin, database }) => {
    if (!plugin.storage) return []
    const drift = await driftOf((await database()).url, { id: plugin.id, ...plugin.storage })
    return drift.map((statement) => ({
      culprit:
        /"([^"]+)"(?:\."([^"]+)")?/.exec(statement)?.slice(1).filter(Boolean).join('.') ?? plugin.storage!.schema,
      message: `entities and tables disagree; it would take: ${statement}`,
      fix: 'mend the entity, or add a migration that does this',
    }))
  },
}
