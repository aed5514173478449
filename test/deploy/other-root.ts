import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What is run in a copy of this machine's file system: whatever it writes stays in the copy. */
export interface OtherRoot {
  readonly child: ChildProcess
  output(): string
  /** Runs a command in there, in the same network and with the same processes in sight. */
  inside(...words: string[]): Promise<{ stdout: string }>
  /** Waits until a command in there ends well. */
  until(ms: number, ...words: string[]): Promise<void>
  end(): Promise<void>
}

/** Makes the copy: everything below is what the machine has, and what is written lies elsewhere. */
const copied = (home: string): string => `set -e
mount --make-rprivate /
mount -t overlay overlay -o lowerdir=/,upperdir=${home}/up,workdir=${home}/work ${home}/root
cd ${home}/root
mount -t tmpfs tmpfs tmp
mount -t tmpfs tmpfs run
mount --rbind /dev dev
mkdir -p srv data
`

/** Whether this machine lets us; says in a line where it does not. */
export function mayHaveOtherRoot(without: string): boolean {
  const home = mkdtempSync(join(tmpdir(), 'vmeste-root-'))
  try {
    for (const folder of ['up', 'work', 'root']) mkdirSync(join(home, folder))
    const { status } = spawnSync('unshare', ['--mount', '--pid', '--fork', '--net', 'bash', '-c', copied(home)], {
      stdio: 'ignore',
    })
    if (status !== 0)
      console.log(`left out: this machine (or this account) makes no namespaces and overlays, so ${without}`)
    return status === 0
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/**
 * Runs a script in a copy of the file system. The script begins in the root of the copy and ends with what goes on
 * running there.
 *
 * @param namespaces beside that of mounts
 * @param innermost how the process that goes on is found: itself, or its one child, where `--fork` is among the
 *   namespaces
 */
export function startInOtherRoot(
  script: string,
  namespaces: readonly string[] = [],
  innermost: 'itself' | 'child' = 'itself',
): OtherRoot {
  const home = mkdtempSync(join(tmpdir(), 'vmeste-root-'))
  for (const folder of ['up', 'work', 'root']) mkdirSync(join(home, folder))
  const child = spawn('unshare', ['--mount', ...namespaces, 'bash', '-c', copied(home) + script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const pid = async (): Promise<string> =>
    innermost === 'itself'
      ? String(child.pid)
      : (await run('pgrep', ['-P', String(child.pid)])).stdout.trim().split('\n')[0]!
  const inside = async (...words: string[]): Promise<{ stdout: string }> =>
    run('nsenter', ['--target', await pid(), '--all', '--root', '--wd', ...words], { timeout: 60_000 })
  return {
    child,
    output: () => output,
    inside,
    until: async (ms, ...words) => {
      for (const from = performance.now(); ;) {
        if (
          await inside(...words).then(
            () => true,
            () => false,
          )
        )
          return
        if (child.exitCode !== null || performance.now() - from > ms)
          throw new Error(`it did not come to that:\n${output}`)
        await sleep(300)
      }
    },
    end: async () => {
      const inner = await pid().catch(() => undefined)
      if (inner !== undefined && child.exitCode === null)
        process.kill(Number(inner), innermost === 'itself' ? 'SIGTERM' : 'SIGKILL')
      for (let waited = 0; child.exitCode === null && child.signalCode === null && waited < 60_000; waited += 100)
        await sleep(100)
      child.kill('SIGKILL')
      rmSync(home, { recursive: true, force: true })
    },
  }
}
