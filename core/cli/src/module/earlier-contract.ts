import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contract } from '@vmeste/host/contract'
import { VmesteError } from '@vmeste/sdk'
import { runApart } from './run-tool.ts'
import { givenPath } from '../platform/given-path.ts'

/**
 * The contract of a module as it was committed.
 *
 * @param folder of the module today
 * @param against a folder with an earlier copy of the module, or a revision of git
 * @throws VmesteError `VMESTE_CONTRACT_EARLIER` when there is none
 */
export async function earlierContract(folder: string, against: string, files: readonly string[]): Promise<Contract> {
  const copy = givenPath(against)
  const read = existsSync(copy)
    ? (file: string) => readFile(join(copy, 'contract', file), 'utf8').catch(() => undefined)
    : (file: string) =>
        runApart('git', ['show', '--end-of-options', `${against}:./contract/${file}`], {
          cwd: folder,
          deadlineMs: 60_000,
        }).then(({ code, stdout }) => (code === 0 ? stdout : undefined))
  const found: [string, string][] = []
  for (const file of files) {
    const text = await read(file)
    if (text !== undefined) found.push([file, text])
  }
  if (!found.some(([file]) => file === 'module.json'))
    throw new VmesteError(
      'VMESTE_CONTRACT_EARLIER',
      `"${against}" holds no contract/module.json of ${folder}; name a folder with an earlier copy of the module, or a revision of git`,
    )
  return Object.fromEntries(found)
}
