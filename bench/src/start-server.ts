import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Requests } from './prepare-city.ts'

export interface Server {
  readonly name: string
  readonly url: string
  readonly pid: number
  /** Has the platform's own server write down the statements of one list and one submit. */
  capture(requests: Requests, file: string): Promise<void>
  stop(): Promise<void>
}

/**
 * One contender in a process of its own, on a free port.
 *
 * @param file where it stands, when not among ours
 */
export async function startServer(
  name: string,
  env: Record<string, string>,
  file = fileURLToPath(new URL(`./servers/${name}.ts`, import.meta.url)),
): Promise<Server> {
  const child = fork(file, { env: { ...process.env, ...env, NODE_ENV: 'production' } })
  const [{ port }] = (await once(child, 'message', { signal: AbortSignal.timeout(60_000) })) as [{ port: number }]
  return {
    name,
    pid: child.pid!,
    url: `http://127.0.0.1:${port}`,
    capture: async (requests, file) => {
      child.send({ capture: requests, file })
      await once(child, 'message', { signal: AbortSignal.timeout(30_000) })
    },
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
