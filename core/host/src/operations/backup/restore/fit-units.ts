import { VmesteError } from '@vmeste/sdk'
import type { StorageUnit } from '../../../storage/units/unit.ts'
import type { Manifest } from '../archive/format.ts'

/** The job library's own schema: it migrates itself. */
const jobs = 'graphile_worker'

/** What no installation is without. */
const platformsOwn = new Set(['core', 'identity', 'civic', jobs])

/**
 * The schemas whose rows are left out: what is misspelt would be as good as not said.
 *
 * @param named as somebody has typed them, modules or their schemas
 * @throws VmesteError `VMESTE_RESTORE_WITHOUT`
 */
export function leftOut({ schemas }: Pick<Manifest, 'schemas'>, named: readonly string[]): string[] {
  const may = schemas.map(({ name }) => name).filter((name) => !platformsOwn.has(name))
  return named.map((name) => {
    const found = may.find((each) => each === name) ?? may.find((each) => each === name.replaceAll('-', '_'))
    if (found !== undefined) return found
    throw new VmesteError(
      'VMESTE_RESTORE_WITHOUT',
      `The backup holds no rows of a module "${name.slice(0, 60)}" that could be left out. Nothing was changed. It holds those of ${may.join(', ') || 'no module'}`,
    )
  })
}

/**
 * The units that bring a database exactly to where the backup's was: with the migrations that had run there and no
 * other. The next start goes on from there.
 *
 * @param all owners of tables that the code brings
 * @param without schemas that are let go
 * @throws VmesteError `VMESTE_RESTORE_MODULES`, `VMESTE_RESTORE_MIGRATIONS`
 */
export function fitUnits(
  { schemas, platform }: Pick<Manifest, 'schemas' | 'platform'>,
  all: readonly StorageUnit[],
  without: readonly string[],
): StorageUnit[] {
  const wanted = schemas.filter(({ name }) => name !== jobs && !without.includes(name))
  const absent = wanted.filter(({ name }) => !all.some((unit) => unit.schema === name))
  if (absent.length > 0) {
    const names = absent.map(({ name }) => name)
    throw new VmesteError(
      'VMESTE_RESTORE_MODULES',
      `The backup holds rows of ${names.join(', ')}, and no module here has such a schema. Nothing was changed. Install the module, or leave its rows out: --without ${names.join(',')}`,
    )
  }
  const later = wanted.flatMap(({ name, migrations }) => {
    const known = all.find(({ schema }) => schema === name)!.migrations
    return migrations
      .filter((each) => !known.some((migration) => migration.name === each))
      .map((each) => `${name}/${each}`)
  })
  if (later.length > 0)
    throw new VmesteError(
      'VMESTE_RESTORE_MIGRATIONS',
      `The backup was made by later code (platform ${platform}): this one does not know ${later.slice(0, 10).join(', ')}. Nothing was changed. Restore with that version`,
    )
  return all.flatMap((unit) => {
    const ran = wanted.find(({ name }) => name === unit.schema)?.migrations
    return ran ? [{ ...unit, migrations: unit.migrations.filter(({ name }) => ran.includes(name)) }] : []
  })
}
