import pg from 'pg'
import { VmesteError } from '@vmeste/sdk'
import { runWords } from './run-words.ts'

/**
 * Dumps a database of release 0.1.0, which has no backup of its own, with the tool of its PostgreSQL: `pg_restore`
 * makes a database of it that 0.1.0 starts on.
 *
 * That release binds even the owner by row-level security, and has no policy for whoever makes backups: `pg_dump` would
 * leave out every module's rows and succeed. So the owner is not bound while it dumps; whom the host works as owns
 * nothing, and is bound all the time.
 *
 * @throws VmesteError `VMESTE_UPGRADE_DUMP`
 */
export async function keepDump(ownerUrl: string, file: string): Promise<void> {
  const owner = new pg.Client({
    connectionString: ownerUrl,
    connectionTimeoutMillis: 10_000,
    lock_timeout: 60_000,
    application_name: 'vmeste upgrade',
  })
  await owner.connect()
  try {
    const { rows } = await owner.query<{ table: string }>(
      `select oid::regclass::text as table from pg_class where relforcerowsecurity and pg_has_role(relowner, 'usage')`,
    )
    const force = async (word: 'force' | 'no force'): Promise<void> => {
      for (const { table } of rows) await owner.query(`alter table ${table} ${word} row level security`)
    }
    try {
      await force('no force')
      await dump(ownerUrl, file)
    } finally {
      await force('force')
    }
  } finally {
    await owner.end()
  }
}

async function dump(ownerUrl: string, file: string): Promise<void> {
  const url = new URL(ownerUrl)
  // in the arguments everybody on this machine could read it
  const password = decodeURIComponent(url.password)
  url.password = ''
  const { code, said } = await runWords('pg_dump', ['--format=custom', `--file=${file}`, `--dbname=${url.href}`], {
    PGPASSWORD: password,
  })
  if (code === 0) return
  const why = code === undefined ? 'pg_dump is not on this machine' : said
  throw new VmesteError(
    'VMESTE_UPGRADE_DUMP',
    `The database could not be dumped: ${why}. Install the client of its PostgreSQL ` +
      '(postgresql-client in Debian), or keep a copy by your own means and say so: --kept. Nothing was changed',
  )
}
