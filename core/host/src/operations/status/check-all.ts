import type { Check } from './facts/check.ts'
import { connectionsCheck, databaseCheck, schemaCheck, uptimeCheck } from './checks/of-database.ts'
import { backupCheck } from './checks/of-backup.ts'
import { certificateCheck, clockCheck, diskCheck } from './checks/of-machine.ts'
import { messagesCheck } from './checks/of-messages.ts'
import { jobsCheck } from './checks/of-jobs.ts'
import { calendarCheck, deliveriesCheck, mailCheck, modulesCheck } from './checks/of-work.ts'
import { updatesCheck } from './checks/of-updates.ts'
import type { Facts } from './facts/facts.ts'

/** What the facts mean, a line each, in the order of `checkIds`. */
export const checkAll = (facts: Facts): Check[] => [
  databaseCheck(facts),
  schemaCheck(facts),
  updatesCheck(facts),
  uptimeCheck(facts),
  connectionsCheck(facts),
  diskCheck(facts),
  backupCheck(facts),
  mailCheck(facts),
  messagesCheck(facts),
  deliveriesCheck(facts.deliveries),
  jobsCheck(facts),
  modulesCheck(facts.modules),
  calendarCheck(facts),
  certificateCheck(facts),
  clockCheck(facts),
]
