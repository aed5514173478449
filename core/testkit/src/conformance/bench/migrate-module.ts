import { civicPlugin } from '@vmeste/civic'
import { migrateFor, runMigrations } from '@vmeste/host/storage'
import { VmesteError, type Plugin } from '@vmeste/sdk'
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
  /**
   * Why the host would not have it: then everything above is what the migrations make where nobody looks, so that each
   * rule can say what is wrong.
   */
  readonly refusal?: VmesteError
  drop(): Promise<void>
}

export async function migrateModule(
  postgres: string,
  plugin: Plugin,
  companions: readonly Plugin[],
): Promise<MigratedDatabase> {
  const there = [civicPlugin(), ...companions]
  const { url, drop } = await createTestDatabase(postgres, there, [])
  try {
    const before = await readCatalogue(url)
    const guarded = async () => (await migrateFor(url, testSecret, [...there, plugin])).applied
    const refusal = await guarded().then(() => undefined, refusalOf)
    const migrate = refusal ? () => unguarded(url, plugin) : guarded
    if (refusal) await migrate()
    const after = await readCatalogue(url)
    const appliedAgain = await migrate()
    return { url, before, after, again: await readCatalogue(url), appliedAgain, ...(refusal ? { refusal } : {}), drop }
  } catch (error) {
    await drop()
    throw error
  }
}

function refusalOf(error: unknown): VmesteError {
  if (
    error instanceof VmesteError &&
    (error.code === 'VMESTE_WALL_BROKEN' || error.code === 'VMESTE_MIGRATION_REFUSED')
  )
    return error
  throw error
}

/** As the owner of the database, which is thrown away. */
async function unguarded(url: string, { id, storage }: Plugin): Promise<string[]> {
  return (await runMigrations({ url, unit: { id, ...storage! } })).map((name) => `${id}/${name}`)
}
