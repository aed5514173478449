import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  BackupRuns,
  isDailyDue,
  openTarget,
  requireOwnTarget,
  startCopySchedule,
  type CopyTask,
} from '@vmeste/host/backup-schedule'
import { baseTask, LogCarrier, startCarrying } from '@vmeste/host/point-in-time'
import { Clock, uuidv7, VmesteError } from '@vmeste/sdk'
import type { MadeCopy } from '../apart/made-copy.ts'
import { runApart } from '../apart/run-apart.ts'
import { chainFileOf } from '../backup/chain-file.ts'
import type { Platform } from '../platform/open-platform.ts'
import type { Env } from '../platform/read-env.ts'

/** The demonstration's clock may stand elsewhere: copies go by the machine's. */
class MachineClock extends Clock {
  override now(): Date {
    return new Date()
  }
}

/** A start has better things to do first. */
const firstMs = 15_000

/**
 * Copies on their own, where `VMESTE_BACKUP` says so: once a day, and for the embedded database its log as it is
 * written. Each copy is made in a process of its own, with the lowest priority; only the log goes through the host.
 */
export function startBackups(env: Env, { host, archiveFolder }: Platform): { stop(): Promise<void> } {
  if (!env.backup.target) return { stop: () => Promise.resolve() }
  const { at, target: address } = env.backup
  const [target, clock, { logger }, core] = [openTarget(address), new MachineClock(), host, host.storage.pool('core')]
  const { place } = target
  const runs = new BackupRuns(core, uuidv7(), place)
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const apart =
    (kind: 'daily' | 'base'): CopyTask['run'] =>
    async (signal, { succeededAt }) => {
      const made = (await runApart('make-copy', { args: [kind, succeededAt ? 'again' : 'first'], signal })) as
        | MadeCopy
        | undefined
      if (!made) throw new VmesteError('VMESTE_BACKUP_FAILED', 'A copy was given up')
      const { alarm, ...copy } = made
      return { ...copy, ...(alarm ? { alarm: new VmesteError(alarm.code as `VMESTE_${string}`, alarm.message) } : {}) }
    }
  const chain = archiveFolder === undefined ? undefined : chainFileOf(archiveFolder)
  const tasks: CopyTask[] = [
    ...(chain ? [baseTask(chain, place, apart('base'))] : []),
    { kind: 'daily', isDue: (now, last) => isDailyDue(now, at, zone, last), run: apart('daily') },
  ]
  const schedule = startCopySchedule({ runs, tasks, clock, logger, place, firstMs })
  const requireOwn = async (): Promise<void> =>
    requireOwnTarget(target, (await readFile(join(env.dataFolder, 'installation'), 'utf8')).trim(), true)
  const carrying =
    chain &&
    startCarrying({
      carrier: new LogCarrier({ target, staging: archiveFolder!, chain, dataFolder: env.dataFolder, requireOwn }),
      runs,
      core,
      clock,
      logger,
      place,
    })
  return {
    stop: async () => {
      await Promise.all([schedule.stop(), carrying?.stop()])
      target.close()
    },
  }
}
