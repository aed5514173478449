import { hash } from 'node:crypto'
import type { Tally } from '../archive/format.ts'

const lf = 10
const lanes = 8

/**
 * What rows come to, in whatever order they come: the SHA-256 of each line of COPY, summed in eight lanes of 32 bits.
 * The same rows have the same sum in the database that they came from, in the file, and in the database that they went
 * to.
 */
export class RowSum {
  readonly #sum = new Uint32Array(lanes)
  #rows = 0

  /** @param lines whole ones, each with its end */
  addLines(lines: Buffer): void {
    for (let from = 0; from < lines.length;) {
      const end = lines.indexOf(lf, from)
      this.addLine(lines.subarray(from, end))
      from = end + 1
    }
  }

  addLine(line: Buffer): void {
    const digest = hash('sha256', line, 'buffer')
    for (let lane = 0; lane < lanes; lane++) this.#sum[lane] = this.#sum[lane]! + digest.readUInt32BE(lane * 4)
    this.#rows++
  }

  tally(): Tally {
    const sum = Buffer.alloc(lanes * 4)
    this.#sum.forEach((part, lane) => {
      sum.writeUInt32BE(part, lane * 4)
    })
    return { rows: this.#rows, sum: sum.toString('hex') }
  }
}

/** Blocks of whole lines, of about a megabyte; a longer line is a block of its own. */
export async function* wholeLines(blocks: AsyncIterable<Buffer>, about = 1 << 20): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const block of blocks) {
    held.push(block)
    length += block.length
    if (length < about || block.indexOf(lf) < 0) continue
    const all = Buffer.concat(held)
    const end = all.lastIndexOf(lf) + 1
    yield all.subarray(0, end)
    held = [all.subarray(end)]
    length = all.length - end
  }
  if (length > 0) yield Buffer.concat(held)
}
