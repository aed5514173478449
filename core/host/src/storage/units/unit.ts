import type { EntitySchema, MigrationObject } from '@mikro-orm/core'
import type { PortFunctions, Token } from '@vmeste/sdk'
import type pg from 'pg'

/** One owner of tables: its own schema, its own login role, its own migration log. */
export interface StorageUnit {
  /** `core`, `identity`, `civic`, or a module's id. */
  readonly id: string
  readonly schema: string
  readonly entities: readonly EntitySchema[]
  readonly migrations: readonly MigrationObject[]
  /**
   * Whether what this unit has sealed opens with these keys; undefined where nothing is sealed. As the owner, before
   * anything is touched.
   */
  readonly opens?: (owner: pg.Client, key: (purpose: string) => Buffer) => Promise<boolean | undefined>
  /** A part of the host itself: it may reach what the database shares with everybody, and no module may. */
  readonly partOfHost?: true
  /** Ports that the unit calls. */
  readonly uses?: readonly Token<unknown>[]
  /** Functions that only those may call who have declared the port. */
  readonly lends?: readonly PortFunctions[]
  /**
   * Functions that one other part of the platform may call, by its id: ids of the platform's parts are reserved, so no
   * module can pass for one.
   */
  readonly lendsTo?: readonly { readonly unit: string; readonly functions: readonly string[] }[]
  /** Functions that every unit may call. Whatever stands in none of these is the unit's own. */
  readonly open?: readonly string[]
}
