import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const from = join(import.meta.dirname, 'say-yes.ts')
/** Two questions one after another, then one of each other kind. */
const program = `
const { asking, answerTo, saysYes } = await import(${JSON.stringify(from)})
const typed = await asking(async (ask) => [await ask('file? '), await ask('slug? '), await ask('once more? ')])
console.log('\\n' + JSON.stringify([typed, await answerTo('name? '), await saysYes('sure? ')]))
`

/** What the questions were answered with, in an own process with this as its whole input. */
function answered(input: string | null): Promise<unknown> {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: [input === null ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  let [out, err] = ['', '']
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()))
  child.stdin?.end(input)
  return new Promise((resolve, reject) => {
    child.once('close', () => {
      const last = out.trim().split('\n').at(-1)!
      if (last.startsWith('[')) resolve(JSON.parse(last))
      else reject(new Error(`${out}${err}`))
    })
  })
}

test.each([
  ['no input at all', null, ['', '', '']],
  ['an input that ends at once', '', ['', '', '']],
  ['one that ends after the first answer', 'a.tar.gz\n', ['a.tar.gz', '', '']],
  ['one that ends without an end of line', 'a.tar.gz\nslutsk', ['a.tar.gz', 'slutsk', '']],
])('%s is a no, and no fault', async (_, input, typed) => {
  expect(await answered(input)).toEqual([typed, '', false])
})
