import { spawnSync } from 'node:child_process'

export interface Ran {
  readonly status: number | null
  readonly said: string
}

/** Runs a command line to its end. */
export function ran(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: 'utf8',
    timeout: 60_000,
    maxBuffer: 1 << 26,
    ...options,
  })
  return { status, said: error ? error.message : `${stdout}${stderr}` }
}

/** Whether a tool is on this machine; where it is not, one line says what was therefore left out. */
export function hasTool(name: string, asks: readonly string[], without: string): boolean {
  const there = ran(name, asks).status === 0
  if (!there)
    console.log(
      `left out: ${[name, ...asks.filter((each) => !/^-|version/.test(each))].join(' ')} is not on this machine, so ${without}`,
    )
  return there
}
