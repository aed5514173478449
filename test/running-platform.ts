import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A platform started as people start it, in its own processes. */
export interface RunningPlatform {
  /** What was started: npm or the launcher. */
  readonly child: ChildProcess
  readonly origin: string
  /** From the start until it said it is ready. */
  readonly milliseconds: number
  output(): string
  /**
   * Sends a signal to what was started and waits until nothing of the platform is left; gives what is left after ten
   * seconds.
   */
  end(signal: NodeJS.Signals): Promise<readonly string[]>
  /** Every process of this platform: npm, launcher, host, database. */
  processes(): readonly { readonly pid: number; readonly command: string }[]
}

export interface PlatformStart {
  readonly checkout: string
  readonly dataFolder: string
  /** The command line; `npm start` when left out. */
  readonly command?: readonly [string, ...string[]]
  readonly port?: number
  /** Settings beside the data folder and the port. */
  readonly settings?: Readonly<Record<string, string>>
  readonly deadline?: number
  /** Shown the processes of the platform again and again while it starts. */
  readonly onProcesses?: (pids: readonly number[]) => void
}

/** Starts the platform and waits until it is ready to serve. */
export async function startPlatform({
  checkout,
  dataFolder,
  command = ['npm', 'start'],
  port,
  settings = {},
  deadline = 240_000,
  onProcesses,
}: PlatformStart): Promise<RunningPlatform> {
  const chosen = port ?? (await freePort())
  const from = performance.now()
  // the data folder in the environment is inherited by every process, which is how they are found
  const child = spawn(command[0], command.slice(1), {
    cwd: checkout,
    env: environment({ ...settings, VMESTE_DATA: dataFolder, PORT: String(chosen) }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const processes = () => processesWith(`VMESTE_DATA=${dataFolder}`)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  while (!output.includes('Vmeste is ready')) {
    if (child.exitCode !== null || performance.now() - from > deadline) {
      child.kill('SIGKILL')
      throw new Error(`the platform did not start:\n${output}`)
    }
    onProcesses?.(processes().map(({ pid }) => pid))
    await sleep(onProcesses ? 100 : 20)
  }
  return {
    child,
    origin: `http://localhost:${chosen}`,
    milliseconds: performance.now() - from,
    output: () => output,
    processes,
    end: async (signal) => {
      const gone = child.exitCode === null ? once(child, 'exit') : undefined
      child.kill(signal)
      await gone
      for (let waited = 0; waited < 10_000 && processes().length > 0; waited += 50) await sleep(50)
      return processes().map(({ command: line }) => line)
    },
  }
}

/** The environment of a person at a keyboard: nothing of the test run that surrounds us. */
export function environment(extra: Record<string, string>): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_|VMESTE_|TEST$|DEV$|PROD$|MODE$|BASE_URL$|DATABASE_URL$)/.test(name),
  )
  return { ...Object.fromEntries(kept), ...extra }
}

function processesWith(mark: string): { pid: number; command: string }[] {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      pid: Number(name),
      command: readOr(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim(),
      environ: readOr(`/proc/${name}/environ`),
    }))
  return found.filter(({ environ }) => environ.split('\0').includes(mark)).map(({ pid, command }) => ({ pid, command }))
}

/** Asks every process of a platform to end, and ends what is left after ten seconds. */
export async function endProcessesWith(mark: string): Promise<void> {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const { pid } of processesWith(mark))
      try {
        process.kill(pid, signal)
      } catch {
        /* gone meanwhile */
      }
    for (let waited = 0; waited < 10_000 && processesWith(mark).length > 0; waited += 50) await sleep(50)
  }
}

/** A process may end while it is looked at. */
function readOr(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** A port that nobody listens on just now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })
}
