import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { hostFlags } from '../../bin/host-flags.mjs'

export interface Memory {
  readonly host: number
  readonly database: number
}

/** Megabytes of an idle platform with the demonstration in it, and of its database; shared pages are counted once. */
export async function measureMemory(): Promise<Memory> {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-memory-'))
  await chmod(folder, 0o755) // as root the database runs under another account, which must be able to come in
  const main = fileURLToPath(new URL('../../core/cli/src/main.ts', import.meta.url))
  const start = async (idle: number): Promise<Memory> => {
    const child = spawn(process.execPath, [...hostFlags, main, 'serve'], {
      env: { ...process.env, PORT: '0', VMESTE_DATA: folder },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk: Buffer) => {
        if (String(chunk).includes('is ready')) resolve()
      }),
    )
    await sleep(idle)
    const postmaster = (await processes()).find(
      ({ command }) => command.includes(folder) && command.includes('postgres'),
    )
    const memory = {
      host: await pssOf(child.pid!),
      database: postmaster ? await sum((await familyOf(postmaster.pid)).map(pssOf)) : NaN,
    }
    child.kill('SIGTERM')
    await new Promise((resolve) => child.on('exit', resolve))
    return memory
  }
  await start(0) // tells the demonstration its month; what counts is a platform that has nothing to do
  const memory = await start(10_000)
  await rm(folder, { recursive: true, force: true })
  return memory
}

const sum = async (all: Promise<number>[]): Promise<number> => (await Promise.all(all)).reduce((a, b) => a + b, 0)

async function pssOf(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024
}

interface Running {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** The server and the processes it made for its connections. */
const familyOf = async (pid: number): Promise<number[]> =>
  (await processes()).filter((one) => one.pid === pid || one.parent === pid).map((one) => one.pid)

async function processes(): Promise<Running[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  return Promise.all(
    pids.map(async (pid) => {
      const [command, stat] = await Promise.all(
        ['cmdline', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
      )
      return {
        pid,
        parent: Number(/^\d+ \(.*\) \S (\d+)/s.exec(stat!)?.[1] ?? 0),
        command: command!.replaceAll('\0', ' '),
      }
    }),
  )
}
