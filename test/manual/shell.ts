import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'

/**
 * One shell in which block after block is run, as somebody does who follows a page: what one exports the next one has.
 */
export interface Shell {
  /**
   * Runs a block.
   *
   * @param answer typed when something asks
   * @throws Error with what was printed, when a command of it fails or it takes longer than `deadline` milliseconds
   */
  run(text: string, answer: string | undefined, deadline: number): Promise<string>
  end(): Promise<void>
}

/**
 * Reads names of files on 3, runs each in itself and says on 4 how it went. A command that fails is noted, whichever it
 * is.
 */
const loop = `
set -o pipefail -E
trap 'failed="$BASH_COMMAND"' ERR
while read -r block <&3; do failed=; . "$block"; printf '%s\\n' "\${failed:-ok}" >&4; done
`

export function openShell({ folder, cwd, env }: { folder: string; cwd: string; env: NodeJS.ProcessEnv }): Shell {
  // a group of its own, with job control: what a block starts in the background is ended with it
  const child = spawn('bash', ['-m', '-c', loop], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
  })
  const [typed, , , names, results] = child.stdio as [Writable, Readable, Readable, Writable, Readable]
  let printed = '',
    count = 0
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
  const lines = createInterface({ input: results })
  return {
    async run(text, answer, deadline) {
      printed = ''
      const file = join(folder, `block-${++count}.sh`)
      await writeFile(file, `${text}\n`)
      if (answer !== undefined) typed.write(`${answer}\n`)
      names.write(`${file}\n`)
      const [said] = (await once(lines, 'line', { signal: AbortSignal.timeout(deadline) }).catch(() => [
        'no end within its time',
      ])) as [string]
      if (said !== 'ok') throw new Error(`«${said}» failed in\n${text}\n\nIt printed:\n${printed.slice(-4000)}`)
      return printed
    },
    async end() {
      const gone = child.exitCode === null ? once(child, 'exit') : undefined
      names.end()
      typed.end()
      await gone
    },
  }
}
