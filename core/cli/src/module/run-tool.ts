import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { VmesteError } from '@vmeste/sdk'
import { root } from '../platform/root.ts'

const require = createRequire(join(root, 'package.json'))

/** File of a tool that the platform is developed with; a plain installation may be without it. @throws VmesteError `VMESTE_LINK_MISSING` */
export function toolFile(name: string): string {
  try { return require.resolve(name) } catch (cause) {
    throw new VmesteError('VMESTE_LINK_MISSING', `This platform has no "${name}" to check modules with. Install it with its development dependencies: pnpm install`, { cause })
  }
}

/** The program of a package, as `npx` would run it. */
export function toolProgram(name: string): string {
  const manifest = toolFile(`${name}/package.json`)
  const { bin } = require(manifest) as { bin: string | Record<string, string> }
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[name]!)
}

/** Runs a program under this very Node in a module's folder, to its end; gives what it said. */
export function runTool(file: string, args: readonly string[], { cwd, deadlineMs }: { cwd: string; deadlineMs: number }): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [file, ...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'], timeout: deadlineMs, env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString() })
    child.once('error', (error) => { resolve({ code: 1, output: error.message }) }).once('close', (code, signal) => { resolve({ code: code ?? 1, output: signal ? `${output}\nno end after ${deadlineMs / 1000} s` : output }) })
  })
}
