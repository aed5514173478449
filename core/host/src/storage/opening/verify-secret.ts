import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { keyOf, roleOf, unitUrl, type Installation } from '../units/installation.ts'
import type { StorageUnit } from '../units/unit.ts'
import { databaseFault } from './database-fault.ts'
import { isOf } from './fingerprint.ts'
import type { InstallationRow } from './installation-row.ts'
import { presentRoles } from './role-prefix.ts'

interface Claim {
  readonly owner: pg.Client
  readonly ownerUrl: string
  readonly installation: Installation
  readonly units: readonly StorageUnit[]
  readonly row: InstallationRow | undefined
}

/**
 * Whether this secret is the one of the database. Nothing is changed here, and nothing may be changed before.
 *
 * Release 0.1.0 kept no fingerprint. There what the secret has sealed must open with it; where nothing is sealed yet, a
 * role must let its password in. What was sealed counts more, because a command of that release with another secret
 * changed the passwords and no seal.
 *
 * @throws VmesteError `VMESTE_SECRET_OTHER`
 */
export async function requireOwnSecret({ owner, ownerUrl, installation, units, row }: Claim): Promise<void> {
  const { secret } = installation
  if (row) {
    if (row.fingerprint !== null && !(await isOf(row.fingerprint, secret, row.id)))
      throw other('the database carries the fingerprint of another')
    return
  }
  for (const unit of units) {
    const opens = await unit.opens?.(owner, (purpose) => keyOf(secret, purpose))
    if (opens === false) throw other(`what "${unit.id}" has sealed does not open with it`)
    if (opens) return
  }
  const [role] = await presentRoles(
    owner,
    units.map((unit) => roleOf(installation, unit.id)),
  )
  const unit = units.find((each) => roleOf(installation, each.id) === role)
  if (!role || !unit) return
  const url = unitUrl(ownerUrl, installation, unit.id)
  if (await letsIn(url)) return
  throw other(
    `the role "${role}" has another password; where it is left of a database that is gone: drop role "${role}", and the others whose names begin with "${installation.rolePrefix}"`,
  )
}

const other = (sign: string): VmesteError =>
  new VmesteError(
    'VMESTE_SECRET_OTHER',
    `The secret is not the one of this database: ${sign}. Nothing was changed. Set VMESTE_SECRET to the secret this installation began with, or VMESTE_DATA to the folder that keeps it`,
  )

async function letsIn(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (cause) {
    const fault = databaseFault(cause, url)
    if (fault?.code === 'VMESTE_DATABASE_PASSWORD') return false
    throw fault ?? cause
  } finally {
    await client.end().catch(() => undefined)
  }
}
