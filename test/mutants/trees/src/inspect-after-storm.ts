import { Notifications, type CloudEvent, type Ctx } from '@vmeste/sdk'
import { sql, type CityTransaction } from '@vmeste/sdk/storage'

export type Storm = CloudEvent<{ wind: number; street: string }>

/** A street is looked at once after each storm; the gardener hears of it. */
export async function inspectAfterStorm(ctx: Ctx, event: Storm, tx: CityTransaction): Promise<void> {
  const { street } = event.data
  const made = await tx.run(
    sql`insert into trees.inspection (event, street) values (${event.id}, ${street}) on conflict do nothing returning event`,
  )
  if (made.length === 0) return
  tx.emit({ type: 'trees.inspection.due@1', subject: `trees:Inspection:${event.id}`, data: { street } })
  await ctx
    .use(Notifications)
    .send(tx, {
      event: event.id,
      to: { person: 'https://identity.test|gardener' },
      lang: 'ru',
      subject: 'Осмотр',
      text: street,
      about: `trees:Inspection:${event.id}`,
    })
}
