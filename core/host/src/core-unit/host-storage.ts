import type { Plugin } from '@vmeste/sdk'
import type { SchemaFacts } from '../operations/status/facts/facts.ts'
import type { Ask } from '../operations/status/read/ask.ts'
import { readSchema as readSchemaOf } from '../operations/status/read/read-schema.ts'
import { lookAtSchema as lookAt, type SchemaLook } from '../storage/look-at-schema.ts'
import type { Migrated, MigrateOptions } from '../storage/migrate.ts'
import { migrateFor as migrateUnits } from '../storage/migrate-for.ts'
import { openStorage as openUnits, type Storage, type StorageOptions } from '../storage/open-storage.ts'
import type { Opening } from '../storage/opening/opening.ts'
import type { StorageUnit } from '../storage/units/unit.ts'
import { hostUnits } from './host-units.ts'

/**
 * Migrates as the owner, then works as the units' own roles only.
 *
 * @param extra units of no plugin: identity
 */
export const openStorage = (
  ownerUrl: string,
  secret: string,
  plugins: readonly Plugin[],
  extra: readonly StorageUnit[] = [],
  options: StorageOptions = {},
): Promise<Storage> => openUnits(ownerUrl, secret, hostUnits(plugins, extra), options)

/** Everything a database needs for these plugins, as the owner: schemas, roles, the job library's own tables. */
export const migrateFor = (
  ownerUrl: string,
  secret: string,
  plugins: readonly Plugin[],
  extra: readonly StorageUnit[] = [],
  options: MigrateOptions = {},
): Promise<Migrated> => migrateUnits(ownerUrl, secret, hostUnits(plugins, extra), options)

/**
 * Looks at a database without changing anything in it.
 *
 * @param ownerUrl owner of the database
 * @throws VmesteError `VMESTE_SCHEMA_NEWER`, `VMESTE_DATABASE_…`
 */
export const lookAtSchema = (
  ownerUrl: string,
  plugins: readonly Plugin[],
  extra: readonly StorageUnit[] = [],
  opening: Opening = {},
): Promise<SchemaLook> => lookAt(ownerUrl, hostUnits(plugins, extra), opening)

/** What the logs of migrations hold against what this code brings. Only the owner may read them. */
export const readSchema = (
  ask: Ask,
  plugins: readonly Plugin[],
  extra: readonly StorageUnit[] = [],
): Promise<SchemaFacts> => readSchemaOf(ask, hostUnits(plugins, extra))
