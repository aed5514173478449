import {
  caseOf,
  Deadlines,
  definePlugin,
  Directory,
  Files,
  leansOnDirectory,
  locatable,
  Looks,
  Notifications,
  Numbering,
  PushNews,
  rateable,
  Tables,
  Tasks,
  TextMessages,
  Topics,
} from '@vmeste/sdk'
import { events } from './events.ts'
import { resolvers } from './graph/appeals.resolvers.ts'
import { typeDefs } from './graph/type-defs.ts'
import { inUse } from './in-use.ts'
import { closeAnswered } from './work/close-answered.job.ts'
import { callDone } from './call/call-done.ts'
import { undelivered } from './call/undelivered.ts'
import { callResidents } from './call/call-residents.ts'
import { readContacts } from './notify/read-contacts.job.ts'
import { heldBy } from './people/held-by.ts'
import { overdueReminder } from './work/overdue-reminder.job.ts'
import { lookReminder } from './look/look-reminder.job.ts'
import { triageReminder } from './work/triage-reminder.job.ts'
import { recountDues } from './work/recount-dues.ts'
import { myReports } from './tracking/my-reports.ts'
import { tellResidents } from './notify/tell-residents.ts'
import { tellStaff } from './notify/tell-staff.ts'
import { permissions } from './permissions.ts'
import { personalData } from './personal-data.ts'
import { posters } from './posters/posters.routes.ts'
import { leaning } from './registry/leans-on-directory.ts'
import { rateableReport } from './tracking/rateable-report.ts'
import { services } from './services.ts'
import { settings } from './settings.ts'
import { storage } from './storage/storage.ts'
import { texts } from './texts.ts'

export default definePlugin({
  id: 'appeals',
  engine: '^0.1',
  title: texts.title,
  summary: texts.summary,
  settings,
  permissions,
  graph: { typeDefs, resolvers },
  storage,
  emits: events,
  subscribes: [...tellResidents, ...tellStaff, ...callResidents, ...callDone, undelivered, recountDues],
  provides: [
    caseOf('Report', myReports),
    rateable('Report', rateableReport, {
      finished: 'appeals.report.confirmed@1',
      views: ['TrackedReport', 'PublicReport'],
    }),
    locatable('Report'),
    leansOnDirectory('Report', leaning),
  ],
  uses: [Deadlines, Directory, Files, Looks, Notifications, Numbering, PushNews, Tables, Tasks, TextMessages, Topics],
  jobs: { overdueReminder, lookReminder, triageReminder, closeAnswered, readContacts },
  routes: [posters],
  services,
  personalData,
  heldBy: (ctx, secret) => heldBy(ctx, secret),
  inUse: (ctx) => inUse(ctx),
})
