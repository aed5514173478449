import { Deadlines, definePlugin, Directory, leansOnDirectory, Notifications, Tables, Tasks } from '@vmeste/sdk'
import { events } from './events.ts'
import { resolvers } from './graph/ratings.resolvers.ts'
import { typeDefs } from './graph/type-defs.ts'
import { inUse } from './in-use.ts'
import { inviteToRate } from './invite/invite-to-rate.ts'
import { lateComments } from './late/late-comments.job.ts'
import { permissions } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { leaning } from './register/leans-on-directory.ts'
import { services } from './secrets.ts'
import { settings } from './settings.ts'
import { storage } from './storage/storage.ts'
import { texts } from './texts.ts'

export default definePlugin({
  id: 'ratings',
  engine: '^0.1',
  title: texts.title,
  summary: texts.summary,
  settings,
  permissions,
  graph: { typeDefs, resolvers },
  storage,
  emits: events,
  subscribes: [inviteToRate],
  provides: [leansOnDirectory('RatingComment', leaning)],
  uses: [Deadlines, Directory, Notifications, Tables, Tasks],
  jobs: { lateComments },
  services,
  personalData,
  inUse: (ctx) => inUse(ctx),
})
