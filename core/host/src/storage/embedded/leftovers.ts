import { readdir, readlink, realpath } from 'node:fs/promises'
import { basename } from 'node:path'
import { until } from './run.ts'
import { isRunning } from './lock-file.ts'

/**
 * Ends what a server that died has left of itself: its processes hold the cluster's shared memory, and no new server
 * starts while one of them lives. They go by themselves as a rule; one in the middle of something is told to, then made
 * to. Nothing is done where the system shows no processes.
 */
export async function endLeftovers(data: string): Promise<void> {
  const none = async (): Promise<true | undefined> => ((await leftoversIn(data)).length === 0 ? true : undefined)
  if (await until(500, none)) return
  for (const signal of ['SIGQUIT', 'SIGKILL'] as const) {
    for (const pid of await leftoversIn(data))
      try {
        process.kill(pid, signal)
      } catch {
        /* it has just gone */
      }
    if (await until(2_000, none)) return
  }
}

/** Every process of PostgreSQL works in its data folder; so may somebody's shell, which is none of our business. */
async function leftoversIn(data: string): Promise<number[]> {
  const home = await realpath(data)
  const found: number[] = []
  for (const name of (await readdir('/proc').catch(() => [])).filter((each) => /^\d+$/.test(each))) {
    if ((await readlink(`/proc/${name}/cwd`).catch(() => '')) !== home) continue
    const program = basename(await readlink(`/proc/${name}/exe`).catch(() => '')).replace(/ \(deleted\)$/, '')
    if (/^postgres(\.exe)?$/.test(program) && (await isRunning(Number(name)))) found.push(Number(name))
  }
  return found
}
