import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { VmesteError } from '@vmeste/sdk'

const run = promisify(execFile)

/**
 * Runs a program of the machine to its end.
 * @throws VmesteError `VMESTE_KEYCLOAK_FETCH` with what it said last
 */
export async function runTool(program: string, args: readonly string[], timeoutMs: number): Promise<void> {
  await run(program, [...args], { timeout: timeoutMs, maxBuffer: 16_000_000 }).catch((cause: unknown) => {
    const { code, stdout = '', stderr = '' } = cause as { code?: string | number; stdout?: string; stderr?: string }
    if (code === 'ENOENT')
      throw new VmesteError(
        'VMESTE_KEYCLOAK_FETCH',
        `There is no \`${program}\` on this machine: install it (Java 17 and Maven are needed)`,
        { cause },
      )
    throw new VmesteError(
      'VMESTE_KEYCLOAK_FETCH',
      `\`${program}\` could not do it:\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-8).join('\n')}`,
      { cause },
    )
  })
}
