import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import type { Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'
import { isMarked, markFolder, newFolder, requireOwnFolder } from './data-folder.ts'
import { fingerprintOf } from './fingerprint.ts'
import { readInstallationRow } from './installation-row.ts'
import { requireKnownSchema } from './known-migrations.ts'
import type { Opening } from './opening.ts'
import { isLater, platformVersion } from './platform-version.ts'
import { reachDatabase } from './reach-database.ts'
import { keepRolePrefix, readRolePrefix } from './role-prefix.ts'
import { requireRestored } from './unfinished-restore.ts'
import { requireOwnSecret } from './verify-secret.ts'

/** The standard output of a command is its answer. */
const sayBeside = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** A database that this program has shown to be its own. */
export interface Claim {
  readonly installation: Installation
  /** Version that migrated last; undefined before this installation had a row. */
  readonly migratedBy: string | undefined
  /** Writes down whose database and folder these are, once they are migrated. */
  note(applied: readonly string[]): Promise<void>
}

/**
 * Compares secret, data folder and schema with what the database says, before a role, a password, a table or a sealed
 * key is touched.
 *
 * @param owner connected as the database's owner, holding the lock of migrations
 * @throws VmesteError `VMESTE_SECRET_OTHER`, `VMESTE_DATA_OTHER`, `VMESTE_SCHEMA_NEWER`, `VMESTE_RESTORE_UNFINISHED`
 */
export async function claim(
  owner: pg.Client,
  ownerUrl: string,
  secret: string,
  units: readonly StorageUnit[],
  { dataFolder, makesFolder = false, restoring, say = sayBeside }: Opening,
): Promise<Claim> {
  if (!restoring) await requireRestored(owner, dataFolder)
  const [row, role] = [await readInstallationRow(owner), await readRolePrefix(owner)]
  const installation: Installation = { rolePrefix: role.prefix, secret }
  if (!restoring?.takeOver) await requireOwnSecret({ owner, ownerUrl, installation, units, row })
  const taken =
    restoring?.installation ??
    (dataFolder === undefined ? undefined : await requireOwnFolder(dataFolder, secret, row, !role.kept))
  // nothing there that could be harmed, and yet it may be a slip of the hand
  if (!restoring && dataFolder !== undefined && row?.dataNoted && !(await isMarked(dataFolder)))
    say(`  ! ${newFolder(dataFolder, row.id)}`)
  await requireKnownSchema(owner, units, row)
  await keepRolePrefix(owner, role)
  return {
    installation,
    migratedBy: row?.migratedBy,
    note: async (applied) => {
      const id = row?.id ?? taken ?? randomUUID()
      if (!row)
        await owner.query(`insert into core.installation (id, fingerprint, migrated_by) values ($1, $2, $3)`, [
          id,
          await fingerprintOf(secret, id),
          platformVersion,
        ])
      else if (row.fingerprint === null)
        await owner.query(`update core.installation set fingerprint = $1`, [await fingerprintOf(secret, id)])
      if (row && applied.length > 0 && !isLater(row.migratedBy, platformVersion))
        await owner.query(`update core.installation set migrated_by = $1, migrated_at = now()`, [platformVersion])
      if (dataFolder === undefined) return
      // the database first: a folder that is marked and whose database knows nothing would be nobody's
      const marked = await markFolder(dataFolder, id, makesFolder)
      if (marked && !row?.dataNoted) await owner.query(`update core.installation set data_noted = true`)
    },
  }
}

/**
 * A secret that was only now made up opens nothing that is there already.
 *
 * @param ownerUrl owner of the database
 * @throws VmesteError `VMESTE_SECRET_MISSING`
 */
export async function requireUnclaimed(ownerUrl: string, opening: Opening = {}): Promise<void> {
  const owner = await reachDatabase(ownerUrl, opening)
  try {
    const [row, { prefix, kept }] = [await readInstallationRow(owner), await readRolePrefix(owner)]
    const {
      rows: [role],
    } = await owner.query<{ name: string }>('select rolname as name from pg_roles where rolname = $1', [
      `${prefix}_units`,
    ])
    if (row?.fingerprint === null || (!row && !kept && !role)) return
    throw new VmesteError(
      'VMESTE_SECRET_MISSING',
      `The database is in use already${row || kept ? '' : ` (role "${role?.name ?? ''}")`}, and no secret was given. Nothing was changed. Set VMESTE_SECRET, or VMESTE_DATA to the folder that keeps it in its file "secret"`,
    )
  } finally {
    await owner.end()
  }
}
