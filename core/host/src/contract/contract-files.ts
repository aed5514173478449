import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Contract } from './contract-of.ts'

/** A file of `contract/` that says something else than the code, and where. */
export interface Difference {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  /** Undefined where one of the two has ended. */
  readonly written?: string
  readonly code?: string
}

const read = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)

/**
 * Compares committed files with what the code says, the first difference of each.
 * @param folder of the package
 */
export async function contractDifferences(folder: string, contract: Contract): Promise<Difference[]> {
  const compared = await Promise.all(
    Object.entries(contract).map(async ([file, code]) =>
      firstDifference(file, await read(join(folder, 'contract', file)), code),
    ),
  )
  return compared.filter((each) => each !== undefined)
}

/** A checkout on Windows may have other line ends. */
function firstDifference(file: string, written: string | undefined, code: string): Difference | undefined {
  if (written === code) return undefined
  const theirs = written?.split(/\r?\n/) ?? []
  const ours = code.split('\n')
  const at = Array.from({ length: Math.max(theirs.length, ours.length) }, (_, line) => line).find(
    (line) => theirs[line] !== ours[line],
  )
  if (at === undefined) return undefined
  return {
    file,
    line: at + 1,
    ...(theirs[at] === undefined ? {} : { written: theirs[at].trim() }),
    ...(ours[at] === undefined ? {} : { code: ours[at].trim() }),
  }
}

/** `contract/events.json:12 says «…», the code «…»` */
export const differenceText = ({ file, line, written, code }: Difference): string =>
  `contract/${file}:${line} ${written === undefined ? 'is missing or ends' : `says ${short(written)}`}, the code ${code === undefined ? 'says nothing more' : `says ${short(code)}`}`

const short = (line: string): string => `«${line.length > 120 ? `${line.slice(0, 117)}…` : line}»`

/** Writes what has changed; gives the files' names. */
export async function writeContract(folder: string, contract: Contract): Promise<string[]> {
  const stale = await contractDifferences(folder, contract)
  await mkdir(join(folder, 'contract'), { recursive: true })
  await Promise.all(stale.map(({ file }) => writeFile(join(folder, 'contract', file), contract[file]!)))
  return stale.map(({ file }) => file)
}
