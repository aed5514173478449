import { Notifications, uuidv7, type Ctx } from '@vmeste/sdk'
import { actorKey, scopeOfCtx } from '../../city/module-ctx.ts'
import { UnitCityDb } from '../../storage/city-transaction.ts'
import { maskPhone } from '../../identity/phones/phone-number.ts'
import { movedNotice } from '../../identity/phones/phone-texts.ts'
import type { FormerOwner } from '../../identity/shared/port/phone-accounts.ts'

type Act = 'confirm' | 'forget'

/**
 * Writes down what was done to a telephone, in the city it was done from, and tells whoever lost the number. No line
 * has the number whole.
 */
export async function recordPhone(
  ctx: Ctx,
  act: Act,
  phone: string,
  lostBy: readonly FormerOwner[] = [],
): Promise<void> {
  const { runtime } = scopeOfCtx(ctx)
  const db = new UnitCityDb<unknown>({
    kysely: runtime.kyselyOf('core'),
    schema: 'core',
    actor: actorKey(ctx.actor),
    now: () => ctx.clock.now(),
    wake: runtime.wake,
    checkEvent: (event) => event,
  })
  const shown = maskPhone(phone)
  await db.transaction(async (tx) => {
    tx.audit({ action: `core.phone.${act}`, subject: `core:Person:${ctx.person().key}`, detail: { phone: shown } })
    // the code came to it: nobody has to be asked whether this telephone may get news
    if (act === 'confirm') await ctx.use(Notifications).proven(tx, { phone }, ctx.person().key)
    for (const { key, email } of lostBy) {
      tx.audit({ action: 'core.phone.moved', subject: `core:Person:${key}`, detail: { phone: shown } })
      const notice = {
        event: uuidv7(),
        lang: ctx.lang,
        subject: ctx.say(movedNotice.subject),
        text: ctx.say(movedNotice.text).replace('{phone}', shown),
        href: '/account',
        about: 'core:Phone:moved',
      }
      const notifications = ctx.use(Notifications)
      await notifications.send(tx, { ...notice, to: { person: key } })
      if (email) {
        await notifications.proven(tx, { email }, key) // confirmed where the account lies
        await notifications.send(tx, { ...notice, to: { email } })
      }
    }
  })
}
