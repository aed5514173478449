import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from './run.ts'

/** What `postmaster.pid` says about the server of a cluster. */
export interface LockFile {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

export async function readLockFile(data: string): Promise<LockFile | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether the process runs. One that has ended but was not waited for still answers to signal 0. */
export async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) !== 'EPERM') return false
  }
  return (await stateOf(pid))?.[0] !== 'Z'
}

/**
 * Whether the process works in the folder and the one that started it is gone. False where the system does not tell.
 */
export async function isOrphan(pid: number, folder: string): Promise<boolean> {
  const parent = (await stateOf(pid))?.[1]
  if (parent === undefined || (parent !== '1' && (await isRunning(Number(parent))))) return false
  return (await readlink(`/proc/${pid}/cwd`).catch(() => '')) === (await realpath(folder))
}

/** State and parent, which follow the name in brackets. */
async function stateOf(pid: number): Promise<string[] | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined)
  return line?.slice(line.lastIndexOf(')') + 2).split(' ')
}

/**
 * Removes a lock file whose process number now belongs to a stranger (after a reboot, in a container),
 * because PostgreSQL would wait for that stranger for ever. Only where the system can show
 * that no process of the cluster is left: every one of them works in the data folder.
 */
export async function dropForeignLock(data: string): Promise<void> {
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  if (processes.length === 0) return
  const home = await realpath(data)
  const folders = await Promise.all(processes.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  if (!folders.includes(home)) await rm(join(data, 'postmaster.pid'), { force: true })
}
