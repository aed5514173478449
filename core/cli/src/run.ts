import { CommanderError, type Command } from 'commander'
import { langs, Problem, VmesteError, type Lang } from '@vmeste/sdk'
import { requireKnownVariables } from './platform/known-variables.ts'
import { leaveOwned } from './platform/leave-owned.ts'

/**
 * Runs one command line and gives its exit code: 0, or 1 with a coded error; as JSON on the standard output where
 * `--json` asks for it, otherwise in words on the standard error.
 *
 * @param args what follows the name of the program
 */
export async function run(program: Command, args: readonly string[]): Promise<number> {
  const json = args.includes('--json')
  for (const command of withNested(program)) {
    command.exitOverride()
    // the one place that reports a failure is below
    command.configureOutput({ outputError: () => undefined })
  }
  program.hook('preAction', () => {
    requireKnownVariables(process.env)
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    // a command that did its work and found something wrong says so itself
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const failure = describe(error, languageOf(args))
    if (json) console.log(JSON.stringify(failure))
    else console.error(`${failure.code}: ${failure.message}`)
    return 1
  } finally {
    await leaveOwned().catch((error: unknown) => {
      process.stderr.write(`what was written into the data folder is still root’s: ${String(error)}\n`)
    })
  }
}

const withNested = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(withNested)]

function describe(error: unknown, lang: Lang): { code: string; message: string } {
  if (error instanceof Problem) return { code: error.code, message: error.messageIn(lang) }
  if (error instanceof VmesteError) return { code: error.code, message: error.message }
  if (error instanceof CommanderError) return { code: 'USAGE', message: error.message.replace(/^error: /, '') }
  return { code: 'UNEXPECTED', message: error instanceof Error ? error.message : String(error) }
}

/** Errors speak the language the command was asked to speak, even when the command could not be read. */
function languageOf(args: readonly string[]): Lang {
  const at = args.indexOf('--lang')
  return langs.find((lang) => args[at + 1] === lang) ?? 'ru'
}
