import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A group of processes that together may take so much memory; what goes beyond is ended by the system. */
export interface MemoryLimit {
  /** Runs a command inside, in front of its words. */
  readonly words: readonly [string, ...string[]]
  /** The most that was taken at once, in bytes, and whether anything had to be ended. */
  peak(): { readonly bytes: number; readonly ended: number }
  remove(): void
}

const base = '/sys/fs/cgroup'
const numberIn = (file: string): number => Number(readFileSync(file, 'utf8'))

/** A control group of either generation, or nothing where none may be made. */
export function limitMemory(bytes: number): MemoryLimit | undefined {
  const old = existsSync(join(base, 'memory/memory.limit_in_bytes'))
  const folder = join(base, old ? 'memory' : '', `vmeste-test-${process.pid}`)
  try {
    mkdirSync(folder)
    writeFileSync(join(folder, old ? 'memory.limit_in_bytes' : 'memory.max'), String(bytes))
  } catch {
    try {
      rmdirSync(folder)
    } catch {
      /* none was made */
    }
    return undefined
  }
  const ended = (): number =>
    Number(
      /oom_kill (\d+)/.exec(readFileSync(join(folder, old ? 'memory.oom_control' : 'memory.events'), 'utf8'))?.[1] ?? 0,
    )
  return {
    words: ['sh', '-c', `echo $$ > ${folder}/cgroup.procs && exec "$@"`, 'sh'],
    peak: () => ({ bytes: numberIn(join(folder, old ? 'memory.max_usage_in_bytes' : 'memory.peak')), ended: ended() }),
    remove: () => {
      rmdirSync(folder)
    },
  }
}

/** Resident memory of processes in bytes, each counted with its share of what it has in common with others. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (lineOf(`/proc/${pid}/smaps_rollup`, 'Pss') ?? 0), 0)
}

/** Resident memory of one process, and the most it ever had. */
export const residentOf = (pid: number): { now: number; most: number } => ({
  now: lineOf(`/proc/${pid}/status`, 'VmRSS') ?? 0,
  most: lineOf(`/proc/${pid}/status`, 'VmHWM') ?? 0,
})

/** A process may end while it is looked at. */
function lineOf(file: string, name: string): number | undefined {
  try {
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(readFileSync(file, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return undefined
  }
}
