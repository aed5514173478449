import { Transform, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VmesteError } from '@vmeste/sdk'
import { backupName } from '../retention/backup-name.ts'
import { retain, retentionRule, type RetentionRule } from '../retention/retention.ts'
import { requireOwnTarget } from '../targets/own-target.ts'
import { paced } from '../targets/paced.ts'
import type { BackupTarget } from '../targets/target.ts'
import type { WholeCopy } from './backup-runs.ts'

export interface DailyCopyOptions {
  readonly target: BackupTarget
  /** Writes a whole backup; see `core/host/src/operations/backup/README.md`. */
  readonly write: (sink: Writable) => Promise<unknown>
  readonly installation: string
  /** Whether copies have gone to this target already. */
  readonly expected: boolean
  readonly now: Date
  /** Of the server's wall. */
  readonly zone: string
  readonly rule?: RetentionRule
  readonly signal?: AbortSignal
}

/** A writing that takes longer was killed. */
const unfinishedMs = 2 * 86_400_000

/**
 * Makes one daily copy and takes away what the rule lets go. Nothing goes before the new one is whole.
 *
 * @throws VmesteError `VMESTE_BACKUP_TARGET_…`, and what `write` throws
 */
export async function makeDailyCopy({
  target,
  write,
  installation,
  expected,
  now,
  zone,
  rule = retentionRule,
  signal,
}: DailyCopyOptions): Promise<WholeCopy & { alarm?: VmesteError }> {
  const started = performance.now()
  await requireOwnTarget(target, installation, expected)
  await target.tidy(new Date(now.getTime() - unfinishedMs))
  const name = backupName(now)
  let sent = 0
  const bytes = await target.write(
    name,
    async (sink) => {
      const pace = paced()
      const counted = new Transform({
        transform(chunk: Buffer, _, done) {
          sent += chunk.length
          done(null, chunk)
        },
      })
      await Promise.all([
        write(pace).then(() => {
          if (!pace.writableEnded) pace.end()
        }),
        pipeline(pace, counted, sink),
      ])
    },
    signal,
  )
  if (bytes !== sent || sent === 0) {
    await target.remove(name)
    throw new VmesteError(
      'VMESTE_BACKUP_INCOMPLETE',
      `${target.place} has kept ${bytes} bytes of the ${sent} that were sent; the copy was taken away again`,
    )
  }
  const { removed, alarm } = await sweep({ target, now, zone, rule })
  return { bytes, tookMs: performance.now() - started, detail: { name, removed }, ...(alarm ? { alarm } : {}) }
}

async function sweep({
  target,
  now,
  zone,
  rule,
}: {
  target: BackupTarget
  now: Date
  zone: string
  rule: RetentionRule
}): Promise<{ removed: number; alarm?: VmesteError }> {
  try {
    const { remove, alarm } = retain(
      (await target.list('vmeste-')).map(({ name }) => name),
      now,
      zone,
      rule,
    )
    if (alarm) {
      return {
        removed: 0,
        alarm: new VmesteError(
          'VMESTE_BACKUP_RETENTION',
          `${remove.length} copies in ${target.place} would go at once, which one day does not account for; none was removed. Take away by hand what is not needed, the oldest first: ${remove.at(-1) ?? ''}`,
        ),
      }
    }
    for (const name of remove) await target.remove(name)
    return { removed: remove.length }
  } catch (error) {
    // the copy is whole all the same; that old ones pile up must be known
    if (error instanceof VmesteError) return { removed: 0, alarm: error }
    throw error
  }
}
