import { makeProgram } from '../core/cli/src/program.ts'
import { run } from '../core/cli/src/run.ts'

/** How a command ended, and the one JSON value it said. */
export interface Ended<Out> {
  readonly code: number
  readonly out: Out
}

let before: Promise<unknown> = Promise.resolve()

/**
 * One command of the platform from its words to its exit code, in this process: a process of its own loads the whole
 * host first, which takes longer than most commands. What only a process can show (standard input, what else is
 * printed, how it ends) wants one all the same.
 *
 * @param settings the whole environment that the platform reads; what this process has of it does not count
 */
export function commandHere<Out = unknown>(
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Ended<Out>> {
  // environment and console are the process's: one at a time
  const result = before.then(() => ended<Out>(settings, args))
  before = result.catch(() => undefined)
  return result
}

/** The same where it has to go well. @throws what it said, where it did not */
export async function doneHere<Out = unknown>(
  settings: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<Out> {
  const { code, out } = await commandHere<Out>(settings, ...args)
  if (code !== 0) throw new Error(`vmeste ${args.join(' ')}: ${JSON.stringify(out)}`)
  return out
}

async function ended<Out>(settings: Readonly<Record<string, string>>, args: readonly string[]): Promise<Ended<Out>> {
  const { env, exitCode } = process
  const log = console.log
  const said: string[] = []
  process.env = { ...bare(env), ...settings }
  process.exitCode = undefined
  console.log = (text: string) => {
    said.push(text)
  }
  try {
    const code = await run(makeProgram(), [...args, '--json'])
    if (said.length !== 1) throw new Error(`not one JSON value: ${said.join('\n')}`)
    return { code, out: JSON.parse(said[0]!) as Out }
  } finally {
    console.log = log
    process.env = env
    process.exitCode = exitCode
  }
}

const bare = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VMESTE_|DATABASE_URL$|PORT$|LC_|LANG)/.test(name)))
