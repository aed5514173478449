import { spawn } from 'node:child_process'

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number | undefined
  readonly said: string
}

/** Runs a program of the system to its end, an hour at most. `code` is undefined where there is no such program. */
export function runWords(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      timeout: 3_600_000,
      detached: process.platform !== 'win32',
    })
    let said = ''
    const take = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000)
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.once('error', (error) => {
      resolve({ code: undefined, said: error.message })
    })
    child.once('close', (code) => {
      resolve({ code: code ?? 1, said: said.trim() })
    })
  })
}
