import type { CityTransaction, Ctx } from '@vmeste/sdk'
import { CityDirectory } from './city-directory.ts'
import type { DirectoryTables } from './directory.entity.ts'
import { directoryProblems } from './directory-problems.ts'

export type DirectoryTransaction = CityTransaction<DirectoryTables>
export type DirectoryPart = 'Organisation' | 'Department' | 'StaffMember' | 'Territory'

/**
 * Any change of the directory: one transaction, noted in the audit, told to whoever listens, seen at once on this host.
 */
export async function changeDirectory<T>(ctx: Ctx, change: (tx: DirectoryTransaction) => Promise<T>): Promise<T> {
  const { db } = ctx as Ctx<DirectoryTables>
  const result = await db.transaction(change)
  ctx.use(CityDirectory).forget()
  return result
}

/** Stands in events for whoever of the staff it was: an event may leave the platform, and nobody can take it back. */
const somebody = 'somebody'

/**
 * What was done to which entry; `detail` carries no personal data. Of staff the audit alone knows whom: it stays here,
 * and an erasure reaches it.
 */
export function note(
  tx: DirectoryTransaction,
  verb: 'save' | 'remove',
  part: DirectoryPart,
  id: string,
  detail: Record<string, unknown> = {},
): void {
  const subject = `civic:${part}:${id}`
  tx.audit({ action: `civic.directory.${verb}`, subject, detail })
  const told = part === 'StaffMember' ? somebody : id
  tx.emit({ type: 'civic.directory.changed@1', subject: `civic:${part}:${told}`, data: { part, id: told } })
}

/** Turns the database's refusal of a second equal code into words. */
export async function withFreeCode<T>(code: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '23505') throw directoryProblems.codeTaken(code)
    throw error
  }
}
