import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPlatform } from '../test/running-platform.ts'
import { root } from '../test/workspace.ts'

/**
 * `node tools/start-times.ts`: how long a newcomer waits. Clones what is committed into an empty folder and starts it
 * for the first time, again, and with no network at all; says each time, what it should be at most, and what a stop
 * leaves behind.
 */
const home = await mkdtemp(join(tmpdir(), 'vmeste-newcomer-'))
await chmod(home, 0o755)
const checkout = join(home, 'vmeste')
const dataFolder = join(checkout, 'var/data')
execFileSync('git', ['clone', '--quiet', root, checkout])

/** Own network with nothing in it but loopback; needs no rights where user namespaces are allowed. */
const withoutNetwork = [
  'unshare',
  '--map-root-user',
  '--net',
  'sh',
  '-c',
  'ip link set lo up && exec npm start',
] as const
const asRoot =
  process.getuid?.() === 0
    ? (withoutNetwork.filter((word) => word !== '--map-root-user') as [string, ...string[]])
    : ([...withoutNetwork] as [string, ...string[]])

let kept = true
try {
  for (const [what, limit, command] of [
    ['first start in a fresh clone', 120, undefined],
    ['second start', 5, undefined],
    ['start without a network', 10, asRoot],
  ] as const) {
    const platform = await startPlatform({
      checkout,
      dataFolder,
      ...(command ? { command: [...command] as [string, ...string[]] } : {}),
    })
    const left = await platform.end('SIGTERM')
    const seconds = platform.milliseconds / 1000
    const good = seconds <= limit && left.length === 0
    kept &&= good
    console.log(
      `${good ? 'ok  ' : 'FAIL'} ${what.padEnd(30)} ${seconds.toFixed(1).padStart(6)} s of ${limit} s, ${left.length} processes left after SIGTERM`,
    )
  }
  const dirty = execFileSync('git', ['status', '--porcelain'], { cwd: checkout, encoding: 'utf8' })
  kept &&= dirty === ''
  console.log(`${dirty === '' ? 'ok  ' : 'FAIL'} the checkout is as clean as before ${dirty}`)
} finally {
  await rm(home, { recursive: true, force: true })
}
process.exitCode = kept ? 0 : 1
