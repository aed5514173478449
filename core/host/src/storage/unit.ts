import type { EntitySchema, MigrationObject } from '@mikro-orm/core'
import type { Token } from '@vmeste/sdk'

/** One owner of tables: its own schema, its own login role, its own migration log. */
export interface StorageUnit {
  /** `core`, `identity`, `civic`, or a module's id. */
  readonly id: string
  readonly schema: string
  readonly entities: readonly EntitySchema[]
  readonly migrations: readonly MigrationObject[]
  /** Ports that a module has declared; absent where the unit is a part of the host itself. */
  readonly uses?: readonly Token<unknown>[]
}
