import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../workspace.ts'

/** What is written in a module, by what stands there in its copy. */
export interface Renaming {
  readonly from: RegExp
  readonly to: string
}

const textual = /\.(ts|vue|graphql|json|md)$/

/**
 * Copies a module of the workspace beside it under other names: its id, its schema, its events, its types and root
 * fields, its files; then has its operations and contract made anew, as its author would.
 *
 * @returns removes the copy
 */
export function copyModule(name: string, copy: string, renamings: readonly Renaming[]): () => void {
  const folder = join(root, 'modules', copy)
  if (existsSync(folder)) throw new Error(`${folder} is there already`)
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  const renamed = (text: string): string => renamings.reduce((said, { from, to }) => said.replaceAll(from, to), text)
  try {
    cpSync(join(root, 'modules', name), folder, { recursive: true, verbatimSymlinks: true })
    for (const path of filesIn(folder)) if (textual.test(path)) writeFileSync(path, renamed(readFileSync(path, 'utf8')))
    renameAll(folder, renamed)
    for (const made of ['operations', 'contract'])
      execFileSync(process.execPath, [join(root, 'core/cli/src/main.ts'), made, folder], { cwd: root, stdio: 'pipe' })
    return remove
  } catch (error) {
    remove()
    throw error
  }
}

function* filesIn(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name === 'node_modules') continue
    if (statSync(path).isDirectory()) yield* filesIn(path)
    else yield path
  }
}

/** From the leaves to the root, so that every path is still there when its turn comes. */
function renameAll(folder: string, renamed: (text: string) => string): void {
  for (const name of readdirSync(folder)) {
    if (name === 'node_modules') continue
    const path = join(folder, name)
    if (statSync(path).isDirectory()) renameAll(path, renamed)
    if (renamed(name) !== name) renameSync(path, join(folder, renamed(name)))
  }
}
