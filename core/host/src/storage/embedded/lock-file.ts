import { readFile, readdir, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** What `postmaster.pid` says about the server of a cluster. */
export interface LockFile { readonly pid: number; readonly port: number; readonly ready: boolean }

export async function readLockFile(data: string): Promise<LockFile | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' } : undefined
}

/** Whether the process runs. One that has ended but was not waited for still answers to signal 0. */
export async function isRunning(pid: number): Promise<boolean> {
  try { process.kill(pid, 0) } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return state === '' || state.slice(state.lastIndexOf(')') + 2)[0] !== 'Z'
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
