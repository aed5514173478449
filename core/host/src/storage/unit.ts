import type { EntitySchema, MigrationObject } from '@mikro-orm/core'

/** One owner of tables: its own schema, its own login role, its own migration log. */
export interface StorageUnit {
  /** `core`, `identity`, `civic`, or a module's id. */
  readonly id: string
  readonly schema: string
  readonly entities: readonly EntitySchema[]
  readonly migrations: readonly MigrationObject[]
}
