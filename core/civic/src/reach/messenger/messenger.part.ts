import { readFileSync } from 'node:fs'
import type { Part } from '../../part.ts'
import { hearMessenger } from './link-messenger.ts'
import type { MessengerDoor } from './messenger.ts'
import { MessengerCodeEntity } from './messenger.entity.ts'
import { MessengerMigration } from './messenger.migration.ts'
import { messengerPersonalData } from './messenger-personal-data.ts'
import { messengerResolvers } from './messenger.resolvers.ts'
import { messengerSettings } from './messenger-settings.ts'

/** Telegram, off until a city sets a bot. */
export const messengerPart = (door: MessengerDoor): Part => ({
  settings: messengerSettings,
  entities: [MessengerCodeEntity],
  migrations: [{ name: '0230-messenger', class: MessengerMigration }],
  typeDefs: readFileSync(new URL('messenger.graphql', import.meta.url), 'utf8'),
  resolvers: messengerResolvers(door),
  jobs: {
    'hear-messenger': {
      cron: '* * * * *',
      run: async (ctx) => {
        const messenger = ctx.city.demonstration ? undefined : door(ctx)
        if (messenger) await hearMessenger(ctx, messenger)
      },
    },
  },
  personalData: [messengerPersonalData],
})
