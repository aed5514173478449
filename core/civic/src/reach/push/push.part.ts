import { readFileSync } from 'node:fs'
import { PushNews } from '@vmeste/sdk'
import { outsideOf } from '../../outside/fetch-outside.ts'
import type { Part } from '../../part.ts'
import { CityPush } from './city-push.ts'
import { pushGateway } from './push-gateway.ts'
import { pushKeys, type PushKeys } from './push-keys.ts'
import { PushMigration } from './push.migration.ts'
import { PushOutEntity, PushSubscriptionEntity } from './push.entity.ts'
import { pushPersonalData } from './push-personal-data.ts'
import { pushResolvers } from './push.resolvers.ts'
import { sendPushes, type OtherWay } from './send-push.job.ts'

/** The keys of the installation, for whoever sends. */
abstract class OwnKeys {
  abstract readonly keys: PushKeys
}

/** News in browsers, with an account or by the link of one thing. @param named hosts inside that may be pushed to */
export const pushPart = (named: readonly string[], others: readonly OtherWay[] = []): Part => ({
  entities: [PushSubscriptionEntity, PushOutEntity],
  migrations: [{ name: '0220-push', class: PushMigration }],
  lends: [{ port: PushNews, functions: ['follow_thing', 'unfollow_thing', 'push_news'] }],
  typeDefs: readFileSync(new URL('push.graphql', import.meta.url), 'utf8'),
  resolvers: pushResolvers(named),
  services: (scope) => {
    scope.bind(OwnKeys, () => ({ keys: pushKeys(scope.key('push')) }))
    scope.bind(PushNews, () => new CityPush({ key: scope.get(OwnKeys).keys.publicKey, clock: scope.clock, named }))
  },
  jobs: {
    'send-push': {
      cron: '* * * * *',
      run: (ctx) =>
        sendPushes(ctx, pushGateway(ctx.use(OwnKeys).keys, contactOf(ctx.origin), outsideOf(named)), others),
    },
  },
  personalData: [pushPersonalData],
})

/** Push services take `https:` or `mailto:`; a trial on this machine has neither. */
const contactOf = (origin: string): string => (origin.startsWith('https:') ? origin : 'mailto:nobody@localhost.invalid')
