import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runApart } from '../core/cli/src/module/run-tool.ts'
import { files, read, root } from './workspace.ts'

/** The launcher as it is, around a script that says who it is and then what it is told. */
describe.runIf(process.platform === 'linux')('no debugger is opened in the host', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmeste-debugger-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** @param flags of the launcher's own Node */
  async function launched(
    script: string,
    flags: readonly string[] = [],
  ): Promise<{ said: () => string; launcher: number; child: number; end: () => Promise<unknown> }> {
    const file = join(folder, `${crypto.randomUUID()}.mjs`)
    await writeFile(file, script)
    const launcher = join(folder, `${crypto.randomUUID()}.mjs`)
    await writeFile(
      launcher,
      `import { supervise } from ${JSON.stringify(pathToFileURL(join(root, 'bin/supervise.mjs')).href)}
      process.exitCode = await supervise(process.execPath, [${JSON.stringify(file)}])`,
    )
    const started = spawn(process.execPath, [...flags, launcher], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let output = ''
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString()
      })
    await expect.poll(() => output, { timeout: 30_000 }).toMatch(/I am \d+/)
    const gone = once(started, 'close')
    return {
      said: () => output,
      launcher: started.pid!,
      child: Number(/I am (\d+)/.exec(output)![1]),
      end: () => {
        started.kill('SIGTERM')
        return gone
      },
    }
  }
  const patient = `console.log('I am', process.pid); setInterval(() => undefined, 1000); process.on('SIGTERM', () => process.exit())`

  test('27. by kill -USR1 of the host or of its launcher, nor by a child that asks for it', async () => {
    const { said, launcher, child, end } = await launched(patient)
    expect(readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0')).toContain('--disable-sigusr1')
    const bare = spawn(process.execPath, ['-e', patient], { stdio: ['ignore', 'pipe', 'pipe'] })
    let control = ''
    for (const stream of [bare.stdout, bare.stderr])
      stream.on('data', (chunk: Buffer) => {
        control += chunk.toString()
      })
    await expect.poll(() => control, { timeout: 30_000 }).toContain('I am')
    const inspectors = (): string[] => [child, launcher].filter((pid) => listens(pid)).map(String)
    for (const pid of [child, launcher]) process.kill(pid, 'SIGUSR1')
    await runApart(
      process.execPath,
      ['-e', `for (const pid of [${child}, ${launcher}]) try { process._debugProcess(pid) } catch {}`],
      { cwd: folder, deadlineMs: 30_000 },
    )
    // a Node without our flag, told last, has opened its debugger by the time we look
    bare.kill('SIGUSR1')
    await expect.poll(() => control, { timeout: 30_000 }).toContain('Debugger listening')
    bare.kill('SIGKILL')
    expect(inspectors()).toEqual([])
    expect(said()).not.toContain('Debugger listening')
    process.kill(child, 0)
    await end()
  })

  test('what the platform starts lives in a group of its own: kill(0) there ends nobody here', async () => {
    const { code } = await runApart(process.execPath, ['-e', `process.kill(0, 'SIGKILL')`], {
      cwd: folder,
      deadlineMs: 30_000,
    })
    expect(code).toBe(1)
    const { said, child, launcher, end } =
      await launched(`import { runApart } from ${JSON.stringify(pathToFileURL(join(root, 'core/cli/src/module/run-tool.ts')).href)}
      ${patient}
      await runApart(process.execPath, ['-e', 'process.kill(0, "SIGKILL")'], { cwd: '/', deadlineMs: 30_000 })
      console.log('it has gone')`)
    await expect.poll(said, { timeout: 30_000 }).toContain('it has gone')
    for (const pid of [child, launcher]) expect(process.kill(pid, 0)).toBe(true)
    await end()
  })
})

/** Sockets that a process listens on, by the inodes it holds. */
function listens(pid: number): boolean {
  const listening = readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[3] === '0A')
    .map((columns) => columns[9]!)
  return openSockets(pid).some((inode) => listening.includes(inode))
}

test('every program that the core and the launcher start is detached', () => {
  const starts = files('.ts', '.mjs')
    .filter((file) => /^(core\/[^/]+\/src|bin|web\/build)\//.test(file) && !/\.test\.ts$/.test(file))
    .flatMap((file) =>
      [
        ...read(file).matchAll(
          /\b(spawn|fork|exec|execFile|spawnSync|execSync|execFileSync)\((?!\))[^\n]*(?:\n[^\n]*){0,12}/g,
        ),
      ]
        .filter(() => /from 'node:child_process'/.test(read(file)))
        .map(([text]) => ({ file, text })),
    )
  expect(starts.length).toBeGreaterThanOrEqual(5)
  expect(
    starts.filter(({ text }) => !/detached: (true|process\.platform !== 'win32')/.test(text)).map(({ file }) => file),
  ).toEqual([])
})

function openSockets(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? []
    } catch {
      return []
    }
  })
}
