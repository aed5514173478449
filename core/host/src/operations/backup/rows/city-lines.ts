import type { BackupTable } from '../archive/format.ts'

const tab = 9
const lf = 10

/** Where a field of a line of COPY begins and ends; tabs within values are written as `\t`. */
export function fieldOf(line: Buffer, index: number): readonly [from: number, to: number] {
  let from = 0
  for (let n = 0; n < index; n++) from = line.indexOf(tab, from) + 1
  const end = line.indexOf(tab, from)
  return [from, end < 0 ? line.length : end]
}

export const textOf = (line: Buffer, index: number): string => line.toString('utf8', ...fieldOf(line, index))

export function* linesOf(lines: Buffer): Generator<Buffer> {
  for (let from = 0; from < lines.length;) {
    const end = lines.indexOf(lf, from)
    yield lines.subarray(from, end)
    from = end + 1
  }
}

/** The same line with another field there. */
export function withField(line: Buffer, index: number, text: string): Buffer {
  const [from, to] = fieldOf(line, index)
  return Buffer.concat([line.subarray(0, from), Buffer.from(text), line.subarray(to)])
}

/** How one table of a backup tells cities apart. */
export interface CityColumn {
  readonly table: BackupTable
  readonly index: number
  /** What stands there for the city in the backup, and for the same city here. */ readonly was: string
  readonly is: string
}
