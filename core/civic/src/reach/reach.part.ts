import { readFileSync } from 'node:fs'
import { Notifications } from '@vmeste/sdk'
import type { Part } from '../part.ts'
import type { Carrier } from './leave-portal.ts'
import { ReachEntity, ReachedEntity, UnheardEntity } from './reach.entity.ts'
import { reachPeople } from './reach.job.ts'
import { ReachMigration } from './reach.migration.ts'
import { reachPersonalData } from './reach-personal-data.ts'
import { reachResolvers } from './reach.resolvers.ts'

/** News and alarms leave the portal by the ways people chose. @param carriers the ways beside letters */
export const reachPart = (carriers: readonly Carrier[]): Part => ({
  entities: [ReachEntity, ReachedEntity, UnheardEntity],
  migrations: [{ name: '0210-reach', class: ReachMigration }],
  lends: [{ port: Notifications, functions: ['notice_urgent', 'note_unheard'] }],
  typeDefs: readFileSync(new URL('reach.graphql', import.meta.url), 'utf8'),
  resolvers: reachResolvers,
  jobs: { reach: { cron: '* * * * *', run: (ctx) => reachPeople(ctx, carriers) } },
  personalData: reachPersonalData,
})
