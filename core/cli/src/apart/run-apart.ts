import { fork } from 'node:child_process'
import { join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { root } from '../platform/root.ts'

/** How a step that ran apart ended badly: what it says itself, on its channel. */
export interface StepFault {
  readonly code: string
  readonly message: string
}

export interface ApartOptions {
  readonly args?: readonly string[]
  /** Ends the step when the host is told to stop. */
  readonly signal?: AbortSignal
}

/** How long a step that is told to end may take for it, a database to be stopped among it. */
const patienceMs = 30_000
/** Collecting earlier costs a little time and saves a good deal of memory. */
const frugal = ['--max-semi-space-size=8']

/**
 * Runs one heavy step in a process of its own, which gives all its memory back when it ends. What it prints stands
 * among the lines of the host; it ends with the host, however that ends.
 *
 * @param step a file in `apart/`, without its extension
 * @returns what the step says it has made
 * @throws VmesteError the step's own, or `VMESTE_STEP_FAILED`
 */
export async function runApart(
  step: 'build-portal' | 'tell-demonstration' | 'make-copy',
  { args = [], signal }: ApartOptions = {},
): Promise<unknown> {
  // its own group: Ctrl+C in a terminal would otherwise reach it beside us, twice
  const child = fork(join(root, 'core/cli/src/apart', `${step}.ts`), args, {
    detached: process.platform !== 'win32',
    execArgv: frugal,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  let fault: StepFault | undefined, result: unknown
  child.on('message', (message: StepFault | { readonly result: unknown }) => {
    if ('result' in message) result = message.result
    else fault = message
  })
  let impatient: NodeJS.Timeout | undefined
  const stop = (): void => {
    child.kill('SIGTERM')
    impatient = setTimeout(() => {
      child.kill('SIGKILL')
    }, patienceMs)
  }
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const [code, ended] = await new Promise<readonly [number | null, string | null]>((resolve, reject) => {
      child.once('error', reject).once('exit', (...how) => {
        resolve(how)
      })
    })
    if (code === 0 || signal?.aborted) return result
    if (fault?.code.startsWith('VMESTE_')) throw new VmesteError(fault.code as `VMESTE_${string}`, fault.message)
    const how = ended
      ? `ended by ${ended}${ended === 'SIGKILL' ? ' (the system may have no memory left for it)' : ''}`
      : `failed with ${code ?? '?'}`
    throw new VmesteError('VMESTE_STEP_FAILED', `The step "${step}" ${how}${fault ? `: ${fault.message}` : ''}`)
  } finally {
    clearTimeout(impatient)
    signal?.removeEventListener('abort', stop)
  }
}
