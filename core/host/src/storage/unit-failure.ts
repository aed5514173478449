import { Migration } from '@mikro-orm/migrations'
import { VmesteError } from '@vmeste/sdk'
import type { StorageUnit } from './units/unit.ts'

/** A unit whose tables could not be brought up to date; nothing of the attempt was kept. */
export interface UnitFailure {
  readonly unit: string
  readonly migration: string
  readonly error: VmesteError
}

/** Carries the name of the migration along, for whoever tells of it. */
export class MigrationFailed extends VmesteError {
  readonly migration: string
  constructor(code: `VMESTE_${string}`, migration: string, message: string, options?: ErrorOptions) {
    super(code, message, options)
    this.migration = migration
  }
}

/**
 * Migrates unit after unit. One that may rest fails for itself alone; any other ends the start, for nothing works
 * without it. A connection that breaks is nobody's migration.
 *
 * @throws VmesteError `VMESTE_MIGRATION_FAILED` of a unit of the platform's own
 */
export async function eachUnit(
  units: readonly StorageUnit[],
  mayRest: ReadonlySet<string>,
  migrateUnit: (unit: StorageUnit) => Promise<string[]>,
): Promise<{ applied: string[]; failed: UnitFailure[] }> {
  const applied: string[] = []
  const failed: UnitFailure[] = []
  for (const unit of units) {
    try {
      if (mayRest.has(unit.id)) requireWhole(unit)
      applied.push(...(await migrateUnit(unit)))
    } catch (error) {
      if (isLostConnection(error)) throw error
      const told =
        error instanceof VmesteError
          ? error
          : new VmesteError('VMESTE_MIGRATION_FAILED', `"${unit.id}" could not be migrated: ${wordsOf(error)}`, {
              cause: error,
            })
      if (!mayRest.has(unit.id))
        throw told.code !== 'VMESTE_MIGRATION_FAILED'
          ? told
          : new VmesteError(
              'VMESTE_MIGRATION_FAILED',
              `${told.message} It is a part of the platform itself, so nothing was started and the database is as it was: start the release that ran before, and report this line`,
              { cause: error },
            )
      failed.push({
        unit: unit.id,
        migration: told instanceof MigrationFailed ? told.migration : unit.schema,
        error: told,
      })
    }
  }
  return { applied, failed }
}

/** A module's migration that runs outside of the transaction would leave half of itself behind when it fails. */
function requireWhole({ id, migrations }: StorageUnit): void {
  const loose = migrations.find(
    (each) =>
      typeof each.class === 'function' &&
      (each.class.prototype as Migration).isTransactional !== Migration.prototype.isTransactional,
  )
  if (loose)
    throw new VmesteError(
      'VMESTE_MIGRATION_LOOSE',
      `The migration "${loose.name}" of "${id}" overrides isTransactional(): a module's migration is whole or not at all; take the override out`,
    )
}

/** PostgreSQL's own words, without the row that it may quote beside them. */
export function wordsOf(error: unknown): string {
  let deepest = error
  for (let depth = 0; depth < 8 && deepest instanceof Error && deepest.cause instanceof Error; depth++)
    deepest = deepest.cause
  const message = deepest instanceof Error ? deepest.message : String(deepest)
  // details and hints stand in lines of their own, and may quote a row
  const lines = message.split('\n').filter((line) => !/^\s*-?\s*(detail|hint):/i.test(line))
  return ended(lines.at(-1) ?? message)
}

/** As a sentence. */
export const ended = (line: string): string => line.trim().replace(/[^.!?]$/, '$&.')

/** Class 08, a server that is going down, or a socket that broke. */
function isLostConnection(error: unknown): boolean {
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    const code = 'code' in each ? String(each.code) : ''
    if (/^(08...|57P0[123]|53300|ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT)$/.test(code)) return true
  }
  return false
}
