import type { Ctx } from '@vmeste/sdk'
import { CityFiles } from './city-files.ts'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'
import { orphanMs, quarantineDays } from './file-limits.ts'
import { eraseLetGo } from './let-go.ts'
import { lookAtFiles } from './look-at-files.ts'
import { dayOf } from './quarantine.ts'
import { noteFine, noteStopped, stoppedHere, type Stopped, type SweepLog } from './stopped-sweep.ts'

/** Rows a run: what is left waits for the next hour. */
const atMost = 500
const hourMs = 3_600_000

export interface Swept {
  /** Moved to the quarantine. */
  readonly aside: number
  /** Moved back, because their rows are there again. */
  readonly back: number
  /** Deleted for good after their days in the quarantine. */
  readonly deleted: number
  /** Nothing was moved, because so much would have gone. */
  readonly stopped?: Stopped
}

/**
 * Clears away what nobody will ask for: photos no case took, half-arrived uploads, pictures without a row. It deletes
 * nothing of a sudden: pictures lie in a quarantine for 30 days and come back by themselves when their rows do, as
 * after a restored backup. And it stops when too much would go, for then the database is more likely to be wrong than
 * the disk.
 *
 * @param sure whoever runs the platform has looked and says that it is right
 */
export async function sweepFiles(ctx: Ctx<FileTables>, log: SweepLog, sure = false): Promise<Swept> {
  const { disk } = ctx.use(CityFiles)
  const now = ctx.clock.now()
  await eraseLetGo(ctx.db, disk)
  const back = await bringBack(ctx, disk)
  await disk.sweepIncoming(new Date(now.getTime() - hourMs))
  const held = await stoppedHere(ctx)
  const look = await lookAtFiles(ctx, sure)
  // no verdict without a thorough look, where the last one was to stop
  if (!look.thorough && held && !sure)
    return { aside: 0, back, deleted: 0, stopped: { wouldGo: held.would_go, of: held.of_all } }
  if (look.tooMuch && !sure) {
    const stopped = { wouldGo: look.unasked + look.rowless.length, of: look.of }
    await noteStopped(ctx, log, stopped)
    return { aside: 0, back, deleted: 0, stopped }
  }
  const aside =
    (await setUnaskedAside(ctx, disk, new Date(now.getTime() - orphanMs), sure)) +
    (await setRowlessAside(ctx, disk, look.rowless))
  await noteFine(ctx, sure ? { aside, of: look.of } : undefined)
  return { aside, back, deleted: await expire(ctx, disk) }
}

async function setUnaskedAside(ctx: Ctx<FileTables>, disk: FileDisk, before: Date, all: boolean): Promise<number> {
  const at = ctx.clock.now()
  for (let aside = 0; ;) {
    const gone = await ctx.db.transaction(async (tx) => {
      const old = tx.kysely
        .selectFrom('file')
        .select('id')
        .where('subject', 'is', null)
        .where('uploaded_at', '<', before)
        .orderBy('uploaded_at')
        .limit(atMost)
        .forUpdate()
        .skipLocked()
      const rows = await tx.kysely.deleteFrom('file').where('id', 'in', old).returning(['id', 'uploader']).execute()
      if (rows.length === 0) return 0
      await tx.kysely
        .insertInto('file_aside')
        .values(rows.map(({ id, uploader }) => ({ id, uploader, at, let_go: false })))
        .onConflict((conflict) =>
          conflict
            .constraint('file_aside_pkey')
            .doUpdateSet((set) => ({ uploader: set.ref('excluded.uploader'), at: set.ref('excluded.at') })),
        )
        .execute()
      // while the rows are locked: the same photo, resent by a phone that was offline for days, waits and is stored
      // anew
      for (const { id } of rows) await disk.setAside(id, dayOf(at))
      return rows.length
    })
    aside += gone
    if (!all || gone < atMost) return aside
  }
}

/**
 * A crash between moving pictures into place and committing their row leaves them alone, and so does a database that
 * was put back.
 */
async function setRowlessAside(ctx: Ctx<FileTables>, disk: FileDisk, rowless: readonly string[]): Promise<number> {
  for (const id of rowless) await disk.setAside(id, dayOf(ctx.clock.now()))
  return rowless.length
}

async function bringBack(ctx: Ctx<FileTables>, disk: FileDisk): Promise<number> {
  const ids = await disk.quarantine.ids()
  let back = 0
  for (let start = 0; start < ids.length; start += atMost) {
    const rows = await ctx.db.read
      .selectFrom('file')
      .select('id')
      .where('id', 'in', ids.slice(start, start + atMost))
      .execute()
    for (const { id } of rows) await disk.bringBack(id)
    const returned = rows.map(({ id }) => id)
    if (returned.length > 0)
      await ctx.db.transaction((tx) => tx.kysely.deleteFrom('file_aside').where('id', 'in', returned).execute())
    back += returned.length
  }
  return back
}

async function expire(ctx: Ctx<FileTables>, disk: FileDisk): Promise<number> {
  const now = ctx.clock.now()
  const deleted = await disk.quarantine.expire(now)
  // a day after the pictures, which go by whole days
  const over = new Date(now.getTime() - (quarantineDays + 2) * 24 * hourMs)
  if (deleted === 0) return 0
  await ctx.db.transaction((tx) =>
    tx.kysely.deleteFrom('file_aside').where('let_go', '=', false).where('at', '<', over).execute(),
  )
  return deleted
}
