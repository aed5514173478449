import { readFileSync } from 'node:fs'
import type { Part } from '../part.ts'
import { messageSettings } from './message-settings.ts'
import { messagesResolvers } from './messages.resolvers.ts'
import type { SmsDoor } from './sms-gateway.ts'

/** How a city reaches telephones: its gateway, and a way to try it. */
export const messagesPart = (sms: SmsDoor): Part => ({
  settings: messageSettings,
  typeDefs: readFileSync(new URL('messages.graphql', import.meta.url), 'utf8'),
  resolvers: messagesResolvers(sms),
  permissions: {
    'civic.messages.try': {
      title: { ru: 'Отправить себе пробное СМС', be: 'Адправіць сабе пробнае СМС', en: 'Send oneself a test message' },
      default: ['city-admin'],
    },
    'civic.calls': {
      title: {
        ru: 'Звонить и писать тем, до кого сообщение не дошло',
        be: 'Тэлефанаваць і пісаць тым, да каго паведамленне не дайшло',
        en: 'Call and write to people whom a message did not reach',
      },
      default: ['operator', 'city-admin'],
    },
  },
})
