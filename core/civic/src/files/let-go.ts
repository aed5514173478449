import type { CityDb } from '@vmeste/sdk'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'

/** In one transaction, so that none lasts long. */
const atMost = 200

/**
 * Erases what cases have let go of, from disk first: who stops in between leaves rows by which the next run goes on.
 * An upload of the same photo takes its row away beforehand, or waits until this has been done.
 */
export async function eraseLetGo(db: CityDb<FileTables>, disk: FileDisk): Promise<number> {
  for (let erased = 0; ;) {
    const gone = await db.transaction(async (tx) => {
      const rows = await tx.kysely
        .selectFrom('file_aside')
        .select('id')
        .where('let_go', '=', true)
        .limit(atMost)
        .forUpdate()
        .skipLocked()
        .execute()
      const ids = rows.map(({ id }) => id)
      if (ids.length === 0) return 0
      await disk.erase(ids)
      await tx.kysely.deleteFrom('file_aside').where('id', 'in', ids).execute()
      return ids.length
    })
    erased += gone
    if (gone < atMost) return erased
  }
}

/**
 * The same as soon as the transaction that lets go of these has ended: its locks are waited for. When it takes too
 * long, or this host stops, the sweep of the hour does it.
 */
export async function eraseOnceLetGo(db: CityDb<FileTables>, disk: FileDisk, ids: readonly string[]): Promise<void> {
  await db.transaction((tx) =>
    tx.kysely
      .selectFrom('file')
      .select('id')
      .where('id', 'in', [...ids])
      .forUpdate()
      .execute(),
  )
  await eraseLetGo(db, disk)
}
