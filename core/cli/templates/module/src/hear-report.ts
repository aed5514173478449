import { on, uuidv7, z, type CloudEvent } from '@vmeste/sdk'
import { settingsOf } from './settings.ts'
import type { ModuleCtx, ModuleTx } from './sighting.entity.ts'

/**
 * What we need of the event, and nothing more: only these fields reach us. Nothing is imported from whoever emits it.
 */
const routed = z.object({ report: z.uuid(), number: z.string(), topic: z.string() })

/** A report about a stray animal becomes a sighting. Where nobody sends such events, this simply never runs. */
export const hearReport = on('appeals.report.routed@1', routed, (ctx, event, tx) =>
  keep(ctx as ModuleCtx, event, tx as ModuleTx),
)

async function keep(ctx: ModuleCtx, event: CloudEvent<z.infer<typeof routed>>, tx: ModuleTx): Promise<void> {
  const { report, number, topic } = event.data
  if (topic !== settingsOf(ctx).topic) return
  // the same report is routed again when its department changes, and any event may be delivered twice
  await tx.kysely
    .insertInto('sighting')
    .values({
      id: uuidv7(),
      kind: 'OTHER',
      place: number,
      note: null,
      person: null,
      report,
      seen_at: new Date(event.time),
      closed_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
