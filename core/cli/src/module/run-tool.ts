import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { root } from '../platform/root.ts'

const require = createRequire(join(root, 'package.json'))

/**
 * File of a tool that the platform is developed with; a plain installation may be without it. @throws VmesteError
 * `VMESTE_LINK_MISSING`
 */
export function toolFile(name: string): string {
  try {
    return require.resolve(name)
  } catch (cause) {
    throw new VmesteError(
      'VMESTE_LINK_MISSING',
      `This platform has no "${name}" to check modules with. Install it with its development dependencies: pnpm install`,
      { cause },
    )
  }
}

/** The program of a package, as `npx` would run it. */
export function toolProgram(name: string): string {
  const manifest = toolFile(`${name}/package.json`)
  const { bin } = require(manifest) as { bin: string | Record<string, string> }
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name]!)
}

interface Run {
  readonly cwd: string
  readonly deadlineMs: number
}
/** How a program ended: its exit code, its standard output, and all it said. */
export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly output: string
}

/** Runs a program under this very Node in a module's folder, to its end; gives what it said. */
export const runTool = (file: string, args: readonly string[], where: Run): Promise<Ran> =>
  runApart(process.execPath, [file, ...args], where)

/**
 * Runs a program in a group of its own: a signal that it sends to its group, `kill(0)`, reaches nobody but itself. What
 * it started ends with it.
 */
export function runApart(program: string, args: readonly string[], { cwd, deadlineMs }: Run): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
    })
    let [stdout, output] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString()
    })
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    const end = (): void => {
      try {
        process.kill(process.platform === 'win32' ? child.pid! : -child.pid!, 'SIGKILL')
      } catch {
        /* it has ended */
      }
    }
    // Ctrl+C reaches us alone
    const stop = (): void => {
      end()
      process.exit(130)
    }
    process.once('SIGINT', stop).once('SIGTERM', stop)
    const patience = setTimeout(() => {
      output += `\nno end after ${deadlineMs / 1000} s`
      end()
    }, deadlineMs)
    const done = (code: number): void => {
      clearTimeout(patience)
      process.off('SIGINT', stop).off('SIGTERM', stop)
      resolve({ code, stdout, output })
    }
    child
      .once('error', (error) => {
        output += error.message
        done(1)
      })
      .once('close', (code) => {
        done(code ?? 1)
      })
  })
}
