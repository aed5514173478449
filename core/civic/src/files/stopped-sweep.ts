import type { Ctx } from '@vmeste/sdk'
import type { FileTables } from './file.entity.ts'

/** Where an alarm goes: a line of the host's log. */
export interface SweepLog {
  error(fields: Readonly<Record<string, unknown>>, text: string): void
}

/** How much would have gone, of how much. */
export interface Stopped {
  readonly wouldGo: number
  readonly of: number
}

/** What stands in the log and on the page of whoever runs the platform. */
export const sweepStoppedCode = 'FILES_SWEEP_STOPPED'

/** What whoever runs the platform does about it. */
export const howToGoOn = (city: string): string => `If they are meant to go: vmeste files sweep --city ${city} --yes`

export const stoppedHere = (ctx: Ctx<FileTables>): Promise<FileTables['file_sweep'] | undefined> =>
  ctx.db.read.selectFrom('file_sweep').selectAll().executeTakeFirst()

/** Keeps it where the state of the platform is read from, tells the history once and the log every time. */
export async function noteStopped(ctx: Ctx<FileTables>, log: SweepLog, found: Stopped): Promise<void> {
  const { wouldGo, of } = found
  const now = ctx.clock.now()
  await ctx.db.transaction(async (tx) => {
    const known = await tx.kysely
      .updateTable('file_sweep')
      .set({ seen_at: now, would_go: wouldGo, of_all: of })
      .returning('stopped_at')
      .executeTakeFirst()
    if (known) return
    await tx.kysely
      .insertInto('file_sweep')
      .values({ stopped_at: now, seen_at: now, would_go: wouldGo, of_all: of })
      .onConflict((conflict) => conflict.constraint('file_sweep_pkey').doNothing())
      .execute()
    tx.audit({ action: 'civic.files.sweep-stopped', subject: `civic:Files:${ctx.city.slug}`, detail: { wouldGo, of } })
  })
  log.error(
    { code: sweepStoppedCode, city: ctx.city.slug, wouldGo, of },
    `sweeping of photos has stopped: ${wouldGo} of ${of} would go. Is this the right database? ${howToGoOn(ctx.city.slug)}`,
  )
}

/** Sweeping goes on. @param meant what was put aside because somebody said so */
export async function noteFine(
  ctx: Ctx<FileTables>,
  meant?: { readonly aside: number; readonly of: number },
): Promise<void> {
  if (!meant && !(await stoppedHere(ctx))) return
  await ctx.db.transaction(async (tx) => {
    await tx.kysely.deleteFrom('file_sweep').execute()
    if (meant) tx.audit({ action: 'civic.files.sweep', subject: `civic:Files:${ctx.city.slug}`, detail: meant })
  })
}
