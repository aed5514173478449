import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

/** Account a program runs as; empty means our own. */
export interface Account {
  readonly uid?: number
  readonly gid?: number
}

/**
 * Runs a short program to its end from `/`, because our own folder may be closed to the other account, and in a group
 * of its own, so that no signal to its group reaches us.
 */
export function run(program: string, args: readonly string[], account: Account = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...account,
      cwd: '/',
      detached: true,
      timeout: 120_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let [said, complained] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString()
    })
    child.once('error', reject).once('close', (code, signal) => {
      if (code === 0) resolve(said.trim())
      else reject(new Error(`${program} ended with ${code ?? signal}\n${complained.trim()}`))
    })
  })
}

/** `ENOENT`, `EACCES`, … of a system error, else undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined
}

/** Asks again every few milliseconds until there is an answer; undefined when the time is over. */
export async function until<T>(milliseconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  for (const end = Date.now() + milliseconds; Date.now() < end; await sleep(15)) {
    const answer = await ask()
    if (answer !== undefined) return answer
  }
  return undefined
}
