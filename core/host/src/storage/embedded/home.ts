import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, mkdtemp, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve, sep } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { canEnter, postgresAccount } from './account.ts'
import { makeSystemFolder } from './binaries.ts'
import { whyClosed } from '../opening/closed-folder.ts'
import { errorCode, type Account } from './run.ts'

/** Where one embedded server lives. */
export interface Home {
  readonly account: Account
  /** The cluster itself (`PGDATA`). */
  readonly data: string
  readonly log: string
  /** File with the owner's password, 0600, beside the data. */
  readonly passwordFile: string
  readonly password: string
}

/** Makes or finds the server's folder: closed to others, owned by the account PostgreSQL runs as. */
export async function openHome(folder: string): Promise<Home> {
  const asked = resolve(folder)
  const moved = join(asked, 'elsewhere')
  try {
    await mkdir(asked, { recursive: true })
    let place = await readlink(moved).catch(() => asked)
    const account = await postgresAccount(join(place, 'data'))
    await own(place, account)
    if (account.uid !== undefined && !(await canEnter(place, account))) {
      // a folder above is closed to the account (a checkout in /root): the data lies elsewhere, a link says where
      const temporary = asked.startsWith(tmpdir() + sep)
      place = await mkdtemp(join(temporary ? tmpdir() : await makeSystemFolder(), temporary ? 'vmeste-data-' : 'data-'))
      await own(place, account)
      await symlink(place, moved)
    }
    const passwordFile = join(place, 'password')
    return {
      account,
      data: join(place, 'data'),
      log: join(place, 'postgres.log'),
      passwordFile,
      password: await passwordIn(passwordFile, account),
    }
  } catch (cause) {
    if (cause instanceof VmesteError) throw cause
    throw new VmesteError(
      'VMESTE_DATA_FOLDER',
      `The data folder ${asked} (VMESTE_DATA) cannot be used: ${await whyClosed(asked, cause)}`,
      { cause },
    )
  }
}

async function own(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid)
  await chmod(path, 0o700)
}

async function passwordIn(file: string, { uid, gid }: Account): Promise<string> {
  // `wx`: two starts at once must end with one password
  await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600, flag: 'wx' }).catch((error: unknown) => {
    if (errorCode(error) !== 'EEXIST') throw error
  })
  if (uid !== undefined && gid !== undefined) await chown(file, uid, gid)
  return (await readFile(file, 'utf8')).trim()
}
