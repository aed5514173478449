import type { Job } from '@vmeste/sdk'
import { tendTriageTask } from './triage-task.ts'

/** Every five minutes: reports that come together are told of together. */
export const triageReminder: Job = { cron: '*/5 * * * *', run: (ctx) => tendTriageTask(ctx) }
