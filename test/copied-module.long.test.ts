import { execFileSync, spawn } from 'node:child_process'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { copyModule } from './copied-module/copy-module.ts'
import { root } from './workspace.ts'

const copy = 'gradings'
/** Every name that a graph or a host knows is another in the copy; what the SDK calls so keeps its name. */
const renamings = [
  { from: /(?<![a-z])rat(?=(e|ed|er|ing|ings)(?![a-z]))(?!eLimited)/g, to: 'grad' },
  { from: /(?<![A-Z])Rat(?=(e|ed|er|ing|ings)(?![a-z]))(?!eLimited)/g, to: 'Grad' },
  { from: /\bRateable\b/g, to: 'Gradeable' },
  { from: /Comment/g, to: 'Remark' },
  { from: /comment/g, to: 'remark' },
  { from: /Criteri/g, to: 'Measuri' },
  { from: /criteri/g, to: 'measuri' },
  { from: /RegisteredObject/g, to: 'EnteredObject' },
  { from: /parcel/g, to: 'packet' },
  { from: /Parcel/g, to: 'Packet' },
  { from: /(?<=['"`/])r(?=\/)/g, to: 'g' },
]
/** The tests of the whole platform that find modules by their folders. */
const central = [
  'conformance-together.test',
  'city-walls.db',
  'city-walls-within.db',
  'both-doors.db',
  'both-doors-mutations.db',
  'bad-input.db',
  'rights-matrix.db',
  'alone-matrix.db',
].map((name) => `test/${name}`)

async function run(files: readonly string[]): Promise<number> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(VITEST|NODE_ENV|TEST$)/.test(name)))
  const from = performance.now()
  const vitest = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...files], {
    cwd: root,
    env: { ...env, TEST_SEED: '1', NO_COLOR: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    vitest.once('error', reject).once('exit', resolve)
  })
  expect(code, files.join(', ')).toBe(0)
  return (performance.now() - from) / 1_000
}
const changed = (): string => execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' })

test('a copy of a module under another name passes all that is asked of it, and of the others beside it, with nothing else changed', async () => {
  const before = changed()
  const without = await run(central)
  onTestFinished(copyModule('ratings', copy, renamings))
  const own = await run([`modules/${copy}/`])
  const beside = await run(central)
  expect(changed().replace(`?? modules/${copy}/\n`, '')).toBe(before)
  console.log(
    `a copy of ratings adds ${(own + beside - without).toFixed(0)} s: ${own.toFixed(0)} s of its own tests, ${(beside - without).toFixed(0)} s in those of all`,
  )
}, 3_600_000)
