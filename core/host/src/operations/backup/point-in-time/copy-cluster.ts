import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import type { TarOut } from './tar-out.ts'

/**
 * The manual of PostgreSQL, «Making a Base Backup Using the Low Level API»: folders of which only the folder is copied.
 */
const emptied = new Set([
  'pg_wal',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
])
/** Files of one server's life. */
const single = new Set([
  'postmaster.pid',
  'postmaster.opts',
  'backup_manifest',
  'backup_label',
  'backup_label.old',
  'tablespace_map',
  'tablespace_map.old',
  'recovery.signal',
  'standby.signal',
  'postgresql.auto.conf.tmp',
  'current_logfiles',
])
/** Temporary files and tables, and what is worked out anew. */
const passing = /^(pgsql_tmp|t\d+_\d+|pg_internal\.init)/

/**
 * Copies the files of a cluster that runs, between `pg_backup_start` and `pg_backup_stop`. They may change while they
 * are read: whoever restores them replays the log from the beginning of the copy on.
 *
 * @throws VmesteError `VMESTE_PITR_UNSUPPORTED` for a cluster that lies in several places
 */
export async function copyCluster(tar: TarOut, data: string, into: string, signal?: AbortSignal): Promise<void> {
  const visit = async (folder: string): Promise<void> => {
    for (const entry of await readdir(join(data, folder), { withFileTypes: true })) {
      signal?.throwIfAborted()
      const name = folder ? `${folder}/${entry.name}` : entry.name
      if (entry.isSymbolicLink())
        throw new VmesteError(
          'VMESTE_PITR_UNSUPPORTED',
          `The embedded database has a part elsewhere (${name}): tablespaces and a moved log are not copied. Put it back into the data folder`,
        )
      if (single.has(name) || passing.test(entry.name)) continue
      if (entry.isDirectory()) {
        await tar.folder(`${into}${name}`)
        if (!emptied.has(name)) await visit(name)
        else if (name === 'pg_wal')
          for (const each of ['archive_status', 'summaries']) await tar.folder(`${into}pg_wal/${each}`)
      } else if (entry.isFile()) {
        // a table that has just been dropped is in the log
        await tar.file(join(data, name), `${into}${name}`)
      }
    }
  }
  await visit('')
}
