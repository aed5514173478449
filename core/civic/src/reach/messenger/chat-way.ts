import { fill } from '../reach-texts.ts'
import type { OtherWay } from '../push/send-push.job.ts'
import { chatPrefix } from './link-messenger.ts'
import type { MessengerDoor } from './messenger.ts'
import { messengerTexts } from './messenger-texts.ts'

/** Servers abroad read it: that there is news, how much, and where it can be read. */
export const chatWay = (door: MessengerDoor): OtherWay => ({
  prefix: chatPrefix,
  send: async (ctx, { endpoint, lang, href }, { what, urgent }) => {
    const messenger = door(ctx)
    // the city has taken its bot away: what waits is given up in time, and never told as sent
    if (!messenger) throw Object.assign(new Error('no messenger'), { code: 'MESSENGER_OFF' })
    const text = fill(urgent ? messengerTexts.urgent : messengerTexts.news, lang, { n: what })
    return messenger.send(endpoint.slice(chatPrefix.length), `${text}\n${ctx.origin}/c/${ctx.city.slug}${href}`)
  },
})
