import { execFile, execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  closeSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { root } from '../workspace.ts'
import { hasTool } from './tool.ts'

const run = promisify(execFile)
const machines = { x64: 62, arm64: 183 } as const
let home = ''
const unpacked = { x64: '', arm64: '' }

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'vmeste-offline-'))
  chmodSync(home, 0o755)
  const { stdout } = await run(
    process.execPath,
    [join(root, 'bin/with-node.mjs'), 'pack:offline', '--to', join(home, 'archives')],
    { cwd: root, timeout: 900_000, maxBuffer: 1 << 26 },
  )
  console.log(stdout)
  for (const arch of ['x64', 'arm64'] as const) {
    const archive = readdirSync(join(home, 'archives')).find((name) => name.endsWith(`linux-${arch}.tar.gz`))!
    unpacked[arch] = join(home, arch)
    mkdirSync(unpacked[arch])
    execFileSync('tar', ['-xzf', join(home, 'archives', archive), '-C', unpacked[arch], '--strip-components=1'])
  }
}, 900_000)
afterAll(() => {
  rmSync(home, { recursive: true, force: true })
})

/**
 * Programs and libraries below a folder, with the machine each is for. Those in `prebuilds` are picked by whoever loads
 * them, for every kind of machine at once.
 */
function* programs(folder: string): Generator<{ path: string; machine: number }> {
  const bytes = Buffer.alloc(20)
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.parentPath.includes('/prebuilds')) continue
    const path = join(entry.parentPath, entry.name)
    const file = openSync(path, 'r')
    try {
      if (readSync(file, bytes, 0, 20, 0) === 20 && bytes.toString('latin1', 0, 4) === '\x7fELF')
        yield { path, machine: bytes.readUInt16LE(18) }
    } finally {
      closeSync(file)
    }
  }
}

test.each(['x64', 'arm64'] as const)('every program in the archive for %s is for such a machine', (arch) => {
  const found = [...programs(unpacked[arch])]
  expect(found.filter(({ machine }) => machine !== machines[arch]).map(({ path }) => path)).toEqual([])
  for (const needed of [
    /node-linux-\w+\/bin\/node$/,
    /native\/bin\/postgres$/,
    /native\/bin\/initdb$/,
    /sharp-linux-\w+.*\.node$/,
    /libvips-cpp\.so/,
  ])
    expect(
      found.some(({ path }) => needed.test(path)),
      String(needed),
    ).toBe(true)
})

test('both archives hold the same packages, each for its machine', () => {
  const packages = (arch: 'x64' | 'arm64'): string[] =>
    readdirSync(join(unpacked[arch], 'node_modules/.pnpm'))
      .map((name) => name.replaceAll(arch, 'ARCH'))
      .sort()
  expect(packages('arm64')).toEqual(packages('x64'))
})

test('what was packed does not tell where', () => {
  for (const name of ['.modules.yaml', '.pnpm-workspace-state-v1.json'])
    expect(readdirSync(join(unpacked.x64, 'node_modules'))).not.toContain(name)
  // grep ends with 1 where there is nothing
  const { status, stdout } = spawnSync('grep', ['-rlIF', '--exclude-dir=docs', root.replace(/\/$/, ''), unpacked.x64], {
    encoding: 'utf8',
  })
  expect([status, stdout]).toEqual([1, ''])
})

const arch = process.arch === 'arm64' ? 'arm64' : 'x64'
const possible =
  process.getuid?.() === 0 &&
  hasTool('unshare', ['-n', 'true'], 'the archive was not started without a network') &&
  hasTool('setpriv', ['--version'], 'the archive was not started as an ordinary account')
if (process.getuid?.() !== 0)
  console.log('left out: only root may take the network away, so the archive was not started without one')

test.runIf(possible)(
  'starts with neither network nor npm, as an ordinary account, from a folder that only root may write to',
  async () => {
    const place = unpacked[arch],
      data = join(home, 'data'),
      tools = join(home, 'tools')
    // nothing of the machine but a shell and what finds a folder: no Node, no npm
    mkdirSync(tools)
    for (const name of ['sh', 'readlink', 'dirname'])
      symlinkSync(execFileSync('which', [name], { encoding: 'utf8' }).trim(), join(tools, name))
    mkdirSync(data)
    execFileSync('chown', ['nobody', data])
    const settings = [`PATH=${tools}`, 'PORT=3000', `VMESTE_DATA=${data}`, 'NODE_COMPILE_CACHE=/nowhere']
    const child = spawn(
      'unshare',
      [
        '--net',
        'sh',
        '-c',
        'ip link set lo up; exec "$@"',
        'sh',
        'setpriv',
        '--reuid=nobody',
        '--regid=nogroup',
        '--clear-groups',
        'env',
        '-i',
        ...settings,
        join(place, 'bin/vmeste'),
        'start',
      ],
      { cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] },
    )
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    onTestFinished(async () => {
      child.kill('SIGTERM')
      for (let waited = 0; child.exitCode === null && waited < 60_000; waited += 100) await sleep(100)
    })
    const from = performance.now()
    // asked as a container's health check asks, inside the network that has nothing but itself
    const healthy = (): Promise<boolean> =>
      run('nsenter', [
        '--net',
        `--target=${child.pid!}`,
        'env',
        'PORT=3000',
        join(place, 'node_modules/.bin/node'),
        join(place, 'bin/healthy.mjs'),
      ]).then(
        () => true,
        () => false,
      )
    while (!(await healthy())) {
      if (child.exitCode !== null || performance.now() - from > 400_000)
        throw new Error(`it did not get ready:\n${output}`)
      await sleep(500)
    }
    expect(output).not.toMatch(/Installing|portal built: [1-9]/)
    expect(output, 'the demonstration with its drawn photos was told').toMatch(/steps told/)
    expect(readFileSync(join(data, 'postgres/data/PG_VERSION'), 'utf8').trim()).toMatch(/^\d+$/)
    console.log(
      `ready without a network after ${((performance.now() - from) / 1000).toFixed(0)} s, the demonstration's month included`,
    )
  },
)

test('an archive for another kind of machine says so', async () => {
  const other = arch === 'x64' ? 'arm64' : 'x64'
  await expect(run(process.execPath, [join(unpacked[other], 'bin/with-node.mjs'), 'vmeste', '--help'])).rejects.toThrow(
    `This archive is for linux-${other}, and this machine is linux-${arch}`,
  )
})
