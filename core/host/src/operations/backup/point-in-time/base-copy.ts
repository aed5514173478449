import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { platformVersion } from '../../../storage/opening/platform-version.ts'
import type { Sealing } from '../archive/sealing.ts'
import type { WholeCopy } from '../schedule/backup-runs.ts'
import { requireOwnTarget } from '../targets/own-target.ts'
import type { BackupTarget } from '../targets/target.ts'
import { makeChainKey, sealingOf } from './chain-key.ts'
import type { ChainFile, ChainNote } from './chain-file.ts'
import { changedFiles } from './changed-files.ts'
import { copyCluster } from './copy-cluster.ts'
import { namesIn, placeOf, stampOf, type BaseManifest } from './layout.ts'
import { pruneChains } from './prune-chains.ts'
import { writeSealedTar, type TarOut } from './tar-out.ts'

export interface BaseCopyOptions {
  readonly target: BackupTarget
  readonly sealing: Sealing
  /** As the embedded cluster's superuser. */
  readonly superuserUrl: string
  /** The cluster itself, and the file with its password beside it. */
  readonly cluster: { readonly data: string; readonly passwordFile: string }
  readonly chain: ChainFile
  readonly dataFolder: string
  readonly installation: string
  readonly expected: boolean
  readonly now: Date
  /** How long the log of the copy may take into the target. */
  readonly logWithinMs?: number
  readonly signal?: AbortSignal
}

interface Start {
  system: string
  timeline: number
  segmentBytes: number
  archiving: boolean
  version: string
}

/**
 * Begins a chain: a copy of the running cluster and of the data folder, whole once the log that was written meanwhile
 * lies in the target too. Whoever carries that log works beside. What is older than the rule wants goes then, and not
 * before.
 *
 * @throws VmesteError `VMESTE_PITR_…`, `VMESTE_BACKUP_…`
 */
export async function makeBaseCopy(options: BaseCopyOptions): Promise<WholeCopy & { alarm?: VmesteError }> {
  const { target, sealing, chain, now, signal } = options
  const started = performance.now()
  await requireOwnTarget(target, options.installation, options.expected)
  const database = new pg.Client({
    connectionString: options.superuserUrl,
    connectionTimeoutMillis: 10_000,
    application_name: 'vmeste base copy',
  })
  database.on('error', () => undefined)
  await database.connect()
  try {
    const { system, timeline, segmentBytes, version } = await look(database)
    const place = { system, chain: stampOf(now) }
    const recipient = await makeChainKey(target, place, sealing, signal)
    const note: ChainNote = {
      ...place,
      target: target.place,
      recipient,
      segmentBytes,
      begun: now.toISOString(),
      whole: null,
    }
    await chain.note(note)
    const names = namesIn(place)
    let stop: { first: string; last: string; at: Date } | undefined
    const bytes = await writeSealedTar({
      target,
      name: names.base,
      sealing: sealingOf(recipient),
      compress: true,
      signal,
      fill: async (tar) => {
        await tar.file(options.cluster.passwordFile, 'password')
        stop = await between(database, tar, options)
        // files after the database: no row of the copy misses its file
        for await (const { name, changed } of changedFiles(options.dataFolder))
          await tar.file(join(options.dataFolder, name), `town/${name}`, changed)
      },
    })
    await logHasArrived(options, `${placeOf(place)}log/${stop!.last}`)
    const manifest: BaseManifest = {
      version: 1,
      ...place,
      platform: platformVersion,
      postgres: version,
      recipient,
      timeline,
      segmentBytes,
      first: stop!.first,
      last: stop!.last,
      begun: now.toISOString(),
      whole: stop!.at.toISOString(),
      bytes,
    }
    await target.write(
      names.manifest,
      async (sink) => {
        sink.end(`${JSON.stringify(manifest)}\n`)
      },
      signal,
    )
    await chain.note({ ...note, whole: manifest.whole })
    const alarm = await pruneChains(target, system)
    return { bytes, tookMs: performance.now() - started, detail: { chain: place.chain }, ...(alarm ? { alarm } : {}) }
  } finally {
    await database.end().catch(() => undefined)
  }
}

async function look(database: pg.Client): Promise<Start> {
  const {
    rows: [found],
  } = await database.query<Start>(`
    select s.system_identifier::text as system, c.timeline_id as timeline,
      pg_size_bytes(current_setting('wal_segment_size'))::int as "segmentBytes",
      current_setting('archive_mode') <> 'off' as archiving, current_setting('server_version') as version
        from pg_control_system() s, pg_control_checkpoint() c`)
  if (!found?.archiving)
    throw new VmesteError(
      'VMESTE_PITR_UNSUPPORTED',
      'The embedded database keeps no log for copies: its package came without basic_archive. Daily copies are made all the same',
    )
  return found
}

/** The copy of the cluster, between the two calls that make one of it. The connection must live for all of it. */
async function between(
  database: pg.Client,
  tar: TarOut,
  { cluster, signal }: BaseCopyOptions,
): Promise<{ first: string; last: string; at: Date }> {
  // a checkpoint at once: with 64 MB of buffers it writes no more than that
  const {
    rows: [start],
  } = await database.query<{ first: string }>(
    `select pg_walfile_name(lsn) as first from pg_backup_start('vmeste', true) lsn`,
  )
  await copyCluster(tar, cluster.data, 'cluster/', signal)
  const {
    rows: [end],
  } = await database.query<{ last: string; label: string; map: string; at: Date }>(
    `select pg_walfile_name(lsn) as last, labelfile as label, spcmapfile as map, clock_timestamp() as at from pg_backup_stop(false)`,
  )
  await tar.content('cluster/backup_label', end!.label)
  if (end!.map) await tar.content('cluster/tablespace_map', end!.map)
  return { first: start!.first, last: end!.last, at: end!.at }
}

/** A copy without its log is none. */
async function logHasArrived(
  { target, signal, logWithinMs = 15 * 60_000 }: BaseCopyOptions,
  last: string,
): Promise<void> {
  for (const until = Date.now() + logWithinMs; Date.now() < until; await sleep(500, undefined, { signal })) {
    if ((await target.list(last)).length > 0) return
  }
  throw new VmesteError(
    'VMESTE_PITR_LOG_LATE',
    `The log that belongs to a base copy did not come to ${target.place} in time: the copy counts for nothing. Look for an earlier line of the kind "log"`,
  )
}
