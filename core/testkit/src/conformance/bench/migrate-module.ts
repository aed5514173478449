import { civicPlugin } from '@vmeste/civic'
import { migrateFor } from '@vmeste/host/storage'
import type { Plugin } from '@vmeste/sdk'
import { createTestDatabase, testSecret } from '../../test-database.ts'
import { readCatalogue, type Catalogue } from './read-catalogue.ts'

/** A database before the module's migrations, after them, and after running them once more. */
export interface MigratedDatabase {
  readonly url: string
  readonly before: Catalogue
  readonly after: Catalogue
  readonly again: Catalogue
  /** What the second run applied, which is nothing. */
  readonly appliedAgain: readonly string[]
  drop(): Promise<void>
}

export async function migrateModule(postgres: string, plugin: Plugin, companions: readonly Plugin[]): Promise<MigratedDatabase> {
  const there = [civicPlugin(), ...companions]
  const { url, drop } = await createTestDatabase(postgres, there, [])
  try {
    const before = await readCatalogue(url)
    await migrateFor(url, testSecret, [...there, plugin])
    const after = await readCatalogue(url)
    const { applied } = await migrateFor(url, testSecret, [...there, plugin])
    return { url, before, after, again: await readCatalogue(url), appliedAgain: applied, drop }
  } catch (error) {
    await drop()
    throw error
  }
}
