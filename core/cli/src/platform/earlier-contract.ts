import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Contract } from '@vmeste/host/contract'
import { VmesteError } from '@vmeste/sdk'
import { givenPath } from './given-path.ts'

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
    ? (file: string) => readFile(join(copy, 'contract', file), 'utf8')
    : async (file: string) => (await promisify(execFile)('git', ['show', '--end-of-options', `${against}:./contract/${file}`], { cwd: folder, maxBuffer: 64_000_000 })).stdout
  const texts = await Promise.all(files.map(async (file) => [file, await read(file).catch(() => undefined)] as const))
  const found = texts.filter((each): each is readonly [string, string] => each[1] !== undefined)
  if (!found.some(([file]) => file === 'module.json')) throw new VmesteError('VMESTE_CONTRACT_EARLIER', `"${against}" holds no contract/module.json of ${folder}; name a folder with an earlier copy of the module, or a revision of git`)
  return Object.fromEntries(found)
}
