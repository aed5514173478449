import { isUuid, type Ctx } from '@vmeste/sdk'
import { CityFiles } from './city-files.ts'
import type { FileTables } from './file.entity.ts'
import type { FileDisk } from './file-disk.ts'
import { orphanMs } from './file-limits.ts'

/** Rows a run: what is left waits for the next hour. */
const atMost = 500
const hour = 3_600_000

/** Clears away what nobody will ask for: photos no case took, half-arrived uploads, pictures without a row. */
export async function sweepFiles(ctx: Ctx<FileTables>): Promise<void> {
  const { disk } = ctx.use(CityFiles)
  const now = ctx.clock.now().getTime()
  await sweepOrphans(ctx, disk, new Date(now - orphanMs))
  await disk.sweepIncoming(new Date(now - hour))
  await sweepRowless(ctx, disk, new Date(now - orphanMs))
}

async function sweepOrphans(ctx: Ctx<FileTables>, disk: FileDisk, before: Date): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const old = tx.kysely.selectFrom('file').select('id').where('subject', 'is', null).where('uploaded_at', '<', before)
      .orderBy('uploaded_at').limit(atMost).forUpdate().skipLocked()
    const gone = await tx.kysely.deleteFrom('file').where('id', 'in', old).returning('id').execute()
    // while the rows are locked: the same photo, resent by a phone that was offline for days, waits and is stored anew
    for (const { id } of gone) await disk.remove(id)
  })
}

/** A crash between moving pictures into place and committing their row leaves them alone; every folder is looked at once a day. */
async function sweepRowless(ctx: Ctx<FileTables>, disk: FileDisk, before: Date): Promise<void> {
  for (let folder = ctx.clock.now().getUTCHours(); folder < 256; folder += 24) {
    const ids = (await disk.idsIn(folder, before)).filter(isUuid)
    for (let start = 0; start < ids.length; start += atMost) {
      const some = ids.slice(start, start + atMost)
      const rows = await ctx.db.read.selectFrom('file').select('id').where('id', 'in', some).execute()
      const known = new Set(rows.map((row) => row.id))
      for (const id of some) if (!known.has(id)) await disk.remove(id)
    }
  }
}
