import { MikroORM, PostgreSqlDriver, type Options } from '@mikro-orm/postgresql'
import { Migrator } from '@mikro-orm/migrations'
import { patiently, standsInLineMs } from './grants/brief-locks.ts'
import { migrationGate } from './migration-gate.ts'
import { logOf } from './opening/migration-log.ts'
import type { StorageUnit } from './units/unit.ts'
import { ended, MigrationFailed, wordsOf } from './unit-failure.ts'

/** Asks inside the transaction that the migrations run in. */
export type Ask = <Row>(statement: string) => Promise<Row[]>

export interface MigrationRun {
  /** Whom the migrations run as. */
  readonly url: string
  readonly unit: StorageUnit
  /**
   * Looks at what a migration has made, in its own transaction: whatever it throws undoes all of them. Only for units
   * that are no part of the host.
   */
  readonly check?: (ask: Ask, migration: string) => Promise<void>
}

/**
 * Applies what a unit has not applied yet: all of it in one transaction, or nothing. It stands in no line for long, see
 * `patiently`.
 *
 * @returns names of what was applied
 * @throws VmesteError `VMESTE_MIGRATION_REFUSED`, `VMESTE_MIGRATION_FAILED`, or what `check` throws
 */
export const runMigrations = (run: MigrationRun): Promise<string[]> => patiently(() => once(run))

async function once({ url, unit, check }: MigrationRun): Promise<string[]> {
  const gate = check && migrationGate(url)
  const orm = await MikroORM.init({
    driver: PostgreSqlDriver,
    clientUrl: url,
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    pool: { min: 0, max: 1 },
    logger: () => undefined,
    ...(gate ? { driverOptions: gate.dialect } : {}),
    migrations: {
      tableName: `${unit.schema}.${logOf(unit)}`,
      migrationsList: [...unit.migrations],
      snapshot: false,
      allOrNothing: true,
      disableForeignKeys: false,
    },
  } as Options)
  const connection = orm.em.getConnection()
  try {
    const pending = await orm.migrator.getPending()
    return await connection.transactional(async (transaction) => {
      const ask: Ask = (statement) => connection.execute(statement, [], 'all', transaction)
      if (pending.length > 0) await ask(`set local lock_timeout = ${standsInLineMs}`)
      for (const { name } of pending) {
        await orm.migrator.up({ migrations: [name], transaction }).catch((cause: unknown) => {
          throw namedError(unit.id, name, gate?.fault, cause)
        })
        await check?.(ask, name)
      }
      return pending.map(({ name }) => name)
    })
  } finally {
    await orm.close(true)
  }
}

/** @param fault what the database said itself, where the library between has not wrapped it yet */
function namedError(unit: string, migration: string, fault: unknown, wrapped: unknown): MigrationFailed {
  const cause = fault ?? wrapped
  const { code } = cause as { code?: string }
  const reason = fault instanceof Error ? ended(fault.message.split('\n')[0]!) : wordsOf(wrapped)
  return code === '42501' || code === 'VMESTE_MIGRATION_REFUSED'
    ? new MigrationFailed(
        'VMESTE_MIGRATION_REFUSED',
        migration,
        `Module "${unit}": its migration ${migration} reaches for what is not the module's own, and was undone: ${reason} Ask its maker for a version that keeps to its schema`,
        { cause },
      )
    : new MigrationFailed(
        'VMESTE_MIGRATION_FAILED',
        migration,
        `Module "${unit}": its migration ${migration} failed and was undone: ${reason}`,
        { cause },
      )
}
