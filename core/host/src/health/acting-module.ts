import { AsyncLocalStorage } from 'node:async_hooks'
import { sep } from 'node:path'
import { fileURLToPath } from 'node:url'

const acting = new AsyncLocalStorage<string>()

/**
 * Runs a module's code marked as its own: whatever it leaves behind, a timer or a promise nobody awaits, stays marked.
 */
export const runAs = <T>(module: string, work: () => T): T => acting.run(module, work)

/**
 * Whose fault an error is that nobody caught: of the module whose call it comes from, else of the one whose file stands
 * first in its stack; nobody's where neither says so.
 *
 * @param folders of the modules' packages, by module
 */
export function moduleAtFault(error: unknown, folders: ReadonlyMap<string, string>): string | undefined {
  return acting.getStore() ?? inStack(error, folders)
}

function inStack(error: unknown, folders: ReadonlyMap<string, string>): string | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  for (const line of stack.split('\n')) {
    const file = /((?:file:\/\/)?\/.+?|[A-Za-z]:\\.+?):\d+:\d+\)?$/.exec(line)?.[1]
    if (!file) continue
    const path = file.startsWith('file:') ? fileURLToPath(file) : file
    for (const [module, folder] of folders) if (path.startsWith(folder + sep)) return module
  }
  return undefined
}
