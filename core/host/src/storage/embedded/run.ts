import { execFile } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const execute = promisify(execFile)

/** Account a program runs as; empty means our own. */
export interface Account { readonly uid?: number; readonly gid?: number }

/** Runs a short program to its end from `/`, because our own folder may be closed to the other account. */
export async function run(program: string, args: readonly string[], account: Account = {}): Promise<string> {
  const { stdout } = await execute(program, args, { ...account, cwd: '/', timeout: 120_000 })
  return stdout.trim()
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
