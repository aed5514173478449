import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../workspace.ts'

const folder = 'core/cli/src/commands'

/** What is asked of a command of the command line. */
interface Command {
  name(): string
  readonly commands: readonly Command[]
  readonly options: readonly { readonly long?: string | null }[]
}

/** The command line as `vmeste --help` shows it. */
export async function commandLine(): Promise<Command> {
  const commands: Command[] = []
  for (const name of readdirSync(join(root, folder)).filter(
    (each) => each.endsWith('.ts') && !each.endsWith('.test.ts'),
  )) {
    const parts = (await import(join(root, folder, name))) as Record<string, unknown>
    for (const [key, make] of Object.entries(parts))
      if (key.endsWith('Command') && typeof make === 'function') commands.push((make as () => Command)())
  }
  return { name: () => 'vmeste', commands, options: [] }
}

/** A call of the command line somewhere in a text, as words. */
export interface Named {
  readonly words: readonly string[]
  readonly text: string
}

/** The launcher's own `start` is none of its commands, an image of that name no call. */
const call = /(?:npm run (?:-s )?vmeste -- |(?:(?<![\w/-])|\bbin\/)vmeste (?!start\b)(?=[a-z]))((?:[^\n`|&;#]|\\\n)*)/g

/** Calls in blocks of a shell, and in the code within sentences. */
export function callsIn(text: string): readonly Named[] {
  const inline = [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => /^(npm run (-s )?vmeste -- |(bin\/)?vmeste [a-z])/.test(code))
  const blocks = [...text.matchAll(/^( *)```sh.*\n([\s\S]*?)^\1```$/gm)].map(([, , code = '']) => code)
  return [...inline, ...blocks].flatMap((code) =>
    [...code.matchAll(call)].map(([whole, rest = '']) => ({
      text: whole.trim(),
      words: rest.replaceAll('\\\n', ' ').split(/\s+/).filter(Boolean),
    })),
  )
}

/** What is wrong with a call; undefined where nothing is. */
export function faultOf(program: Command, { words, text }: Named): string | undefined {
  let command = program
  const rest = [...words]
  for (;;) {
    const next = command.commands.find((each) => each.name() === rest[0])
    if (!next) break
    command = next
    rest.shift()
  }
  if (command === program) return rest[0]?.startsWith('-') ? undefined : `${text}: there is no command ${rest[0] ?? ''}`
  const unknown = rest
    .filter((word) => /^--[a-z]/.test(word))
    .map((word) => word.replace(/[=\])].*$/, ''))
    .filter((word) => word !== '--help' && !command.options.some(({ long }) => long === word))
  return unknown.length ? `${text}: ${command.name()} has no ${unknown.join(', ')}` : undefined
}
