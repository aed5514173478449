import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { root } from '../workspace.ts'

const copies: string[] = []
export const dropCopies = async (): Promise<void> => {
  for (const folder of copies.splice(0)) await rm(folder, { recursive: true, force: true })
}

/** What `vmeste check` says of a folder, and with which code it ends. */
export const check = (folder: string): Promise<{ readonly code: number; readonly said: string }> =>
  promisify(execFile)(process.execPath, [join(root, 'core/cli/src/main.ts'), 'check', folder], {
    cwd: root,
    maxBuffer: 64_000_000,
  }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      code: error.code,
      said: error.stdout + error.stderr,
    }),
  )

/** A copy as deep below the root as the module itself, so that its settings find what they name. */
export async function copyOfRatings(
  edit: (
    read: (file: string) => Promise<string>,
    write: (file: string, text: string) => Promise<void>,
  ) => Promise<void>,
): Promise<string> {
  await mkdir(join(root, 'var'), { recursive: true })
  const to = await mkdtemp(join(root, 'var/check-'))
  copies.push(to)
  const from = join(root, 'modules/ratings')
  await cp(from, to, {
    recursive: true,
    filter: (path) => !path.startsWith(join(from, 'node_modules')) && !path.startsWith(join(from, 'dist')),
  })
  await symlink(join(from, 'node_modules'), join(to, 'node_modules'))
  await edit(
    (file) => readFile(join(to, file), 'utf8'),
    (file, text) => writeFile(join(to, file), text),
  )
  return to
}

/** Fails where the text no longer has what was to be changed. */
export function replaced(text: string, from: RegExp, to: string): string {
  if (!from.test(text)) throw new Error(`there is no ${from} any more`)
  return text.replace(from, to)
}
