import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('../..', import.meta.url))

export interface HostProcess {
  readonly url: string
  /** Everything it wrote. */
  output(): string
  /** Ends it, unless it has ended. */
  kill(signal: NodeJS.Signals): Promise<void>
}

/**
 * The platform as an operator runs it, in a process of its own that can be killed. @param checkout whose code; this
 * one's when left out
 */
export async function startHostProcess(
  env: Record<string, string>,
  port: number,
  deadlineMs = 90_000,
  checkout = here,
): Promise<HostProcess> {
  const child: ChildProcess = spawn(process.execPath, [join(checkout, 'core/cli/src/main.ts'), 'serve'], {
    cwd: checkout,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += String(chunk)
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output += String(chunk)
  })
  const url = `http://127.0.0.1:${port}`
  const until = Date.now() + deadlineMs
  while (
    !(await fetch(`${url}/health/ready`).then(
      (reply) => reply.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`the host did not get ready\n${output}`)
    }
    await sleep(50)
  }
  return {
    url,
    output: () => output,
    kill: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = once(child, 'exit')
      child.kill(signal)
      await gone
    },
  }
}
