/**
 * What a start has migrated, a line for each unit in the order it was done: an operator sees afterwards what the update
 * did to the database.
 *
 * @param applied `appeals/0001-reports`
 */
export function migratedLines(applied: readonly string[]): string[] {
  const units = new Map<string, string[]>()
  for (const each of applied) {
    const [unit = '', migration = ''] = each.split('/', 2)
    units.set(unit, [...(units.get(unit) ?? []), migration])
  }
  return [...units].map(([unit, migrations]) => `  migrated ${unit}: ${migrations.join(', ')}`)
}
