import {
  CompiledQuery,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type Driver,
  type PostgresDialectConfig,
  type TransactionSettings,
} from 'kysely'

/**
 * Marks a statement as the driver's own. It leaves this folder with nobody, so that no text of a module begins or ends
 * a transaction.
 */
export const byDriver = Symbol('by the driver')

/** PostgreSQL's driver, whose transactions are begun and ended by it alone. */
class UnitDriver extends PostgresDriver {
  override async beginTransaction(
    connection: DatabaseConnection,
    { isolationLevel, accessMode }: TransactionSettings,
  ): Promise<void> {
    await control(
      connection,
      ['start transaction', isolationLevel && `isolation level ${isolationLevel}`, accessMode]
        .filter(Boolean)
        .join(' '),
    )
  }

  override commitTransaction(connection: DatabaseConnection): Promise<void> {
    return control(connection, 'commit')
  }
  override rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return control(connection, 'rollback')
  }
}

async function control(connection: DatabaseConnection, statement: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(statement, [byDriver]))
}

/** Dialect of a unit's connections. */
export class UnitDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig

  constructor(config: PostgresDialectConfig) {
    super(config)
    this.#config = config
  }

  override createDriver(): Driver {
    return new UnitDriver(this.#config)
  }
}
