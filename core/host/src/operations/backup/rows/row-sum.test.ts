import { expect, test } from 'vitest'
import { fieldOf, linesOf, textOf, withField } from './city-lines.ts'
import { RowSum, wholeLines } from './row-sum.ts'

const sumOf = (...lines: string[]) => {
  const sum = new RowSum()
  sum.addLines(Buffer.from(lines.map((line) => `${line}\n`).join('')))
  return sum.tally()
}

test('the order of rows does not count, their values and their number do', () => {
  expect(sumOf('1\ta', '2\tb', '3\tc')).toEqual(sumOf('3\tc', '1\ta', '2\tb'))
  expect(sumOf('1\ta', '1\ta')).not.toEqual(sumOf('1\ta'))
  expect(sumOf('1\ta', '1\ta').sum).not.toBe(sumOf().sum)
  expect(sumOf('1\ta')).not.toEqual(sumOf('1\tb'))
})

test('blocks are cut between rows, wherever they came cut; a long row stays whole', async () => {
  const text = `${'x'.repeat(50)}\n${'й\\n'.repeat(400)}\n\n1\t2\n`
  const all = Buffer.from(text)
  async function* torn(): AsyncGenerator<Buffer> {
    for (let at = 0; at < all.length; at += 7) yield all.subarray(at, at + 7)
  }
  const blocks: Buffer[] = []
  for await (const block of wholeLines(torn(), 20)) blocks.push(Buffer.from(block))
  expect(Buffer.concat(blocks).toString()).toBe(text)
  expect(blocks.every((block) => block.at(-1) === 10)).toBe(true)
  expect(blocks.length).toBeGreaterThan(2)
})

test('a field of a line is found and replaced, the last one too', () => {
  const [line] = [...linesOf(Buffer.from('12\tУзда\\tи\t\\N\n'))]
  expect([0, 1, 2].map((index) => textOf(line!, index))).toEqual(['12', 'Узда\\tи', '\\N'])
  expect(withField(line!, 2, '7').toString()).toBe('12\tУзда\\tи\t7')
  expect(fieldOf(line!, 0)).toEqual([0, 2])
})
