import { logOf } from '../../../storage/opening/migration-log.ts'
import type { StorageUnit } from '../../../storage/units/unit.ts'
import type { SchemaFacts } from '../facts/facts.ts'
import type { Ask } from './ask.ts'

/** What the logs of migrations hold against what this code brings. Only the owner may read them. */
export async function readSchema(
  ask: Ask,
  units: readonly Pick<StorageUnit, 'id' | 'schema' | 'migrations'>[],
): Promise<SchemaFacts> {
  const pending: string[] = []
  const unknown: string[] = []
  for (const { id, schema, migrations } of units) {
    const log = `"${schema}".${logOf({ id })}`
    const [there] = await ask<{ yes: boolean }>('select to_regclass($1) is not null as yes', [log])
    const run = new Set(
      there!.yes ? (await ask<{ name: string }>(`select name from ${log}`)).map(({ name }) => name) : [],
    )
    const known = new Set(migrations.map(({ name }) => name))
    pending.push(...[...known].filter((name) => !run.has(name)).map((name) => `${id}/${name}`))
    unknown.push(...[...run].filter((name) => !known.has(name)).map((name) => `${id}/${name}`))
  }
  return { pending, unknown }
}
