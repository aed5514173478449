import { stat } from 'node:fs/promises'
import { VmesteError } from '@vmeste/sdk'
import { run, type Account } from './run.ts'

/**
 * PostgreSQL refuses to run as root: root hands it to whoever owns the data already,
 * else to an unprivileged account that every Linux has. No account is ever created.
 */
export async function postgresAccount(dataFolder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {}
  const owner = await stat(dataFolder).catch(() => undefined)
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => [])
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new VmesteError(
    'VMESTE_POSTGRES_ACCOUNT',
    'PostgreSQL does not run as root, and this system has neither a "postgres" nor a "nobody" account. Start Vmeste as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the account can get into the folder, which depends on every folder above it. */
export function canEnter(folder: string, account: Account): Promise<boolean> {
  return run('test', ['-x', folder], account).then(
    () => true,
    () => false,
  )
}
