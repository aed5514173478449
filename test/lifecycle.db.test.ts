import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cityWords } from './city-words.ts'
import { commandHere } from './command-here.ts'
import { startPlatform, type PlatformStart, type RunningPlatform } from './running-platform.ts'
import { root } from './workspace.ts'

const launcher = [process.execPath, join(root, 'bin/with-node.mjs'), 'start'] as const
const patience = { timeout: 600_000 }

/** Open to look into, so that the database may lie there when the tests run as root. */
async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'vmeste-life-'))
  await chmod(made, 0o755)
  return made
}

const luban = { data: { city: { slug: 'luban' } } }
async function cityOf({ origin }: RunningPlatform): Promise<unknown> {
  const response = await fetch(`${origin}/c/luban/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ city { slug } }' }),
  })
  return await response.json()
}

function hostOf(platform: RunningPlatform): number {
  return platform.processes().find(({ command }) => /main\.ts serve$/.test(command))!.pid
}

/**
 * `/proc` shows what is left; elsewhere there is no way to look that is worth trusting. Every way to start and to stop
 * it, with its demonstration, which takes long to tell: lifecycle.long.test.ts.
 */
describe.runIf(process.platform === 'linux')('a platform that is started as people start it', () => {
  let dataFolder = ''
  beforeAll(async () => {
    dataFolder = await folder()
  })
  afterAll(() => rm(dataFolder, { recursive: true, force: true }))
  const start = (more: Partial<PlatformStart> = {}): Promise<RunningPlatform> =>
    startPlatform({ checkout: root, dataFolder, settings: { VMESTE_DEMO: 'off' }, ...more })

  test(
    'says what to do when the port is taken or the data are in use; killed, it leaves its database to the next',
    patience,
    async () => {
      const killed = await start()
      expect(await commandHere({ VMESTE_DATA: dataFolder }, ...cityWords())).toMatchObject({ code: 0 })
      await expect(start()).rejects.toThrow(/VMESTE_DATA_IN_USE/)
      const other = await folder()
      await expect(start({ dataFolder: other, port: Number(new URL(killed.origin).port) })).rejects.toThrow(
        /VMESTE_PORT_IN_USE/,
      )
      await rm(other, { recursive: true, force: true })
      const lock = () =>
        readFile(join(dataFolder, 'postgres/data/postmaster.pid'), 'utf8').then((text) => text.split('\n')[0])
      const before = await lock()
      process.kill(hostOf(killed), 'SIGKILL')
      await expect.poll(() => killed.child.exitCode, { timeout: 10_000 }).not.toBeNull()
      const again = await start()
      expect(await lock()).toBe(before)
      expect(await cityOf(again)).toEqual(luban)
      expect(await again.end('SIGTERM')).toEqual([])
    },
  )

  test(
    'leaves nothing behind, whoever of its processes is told to stop, and starts again on the same data',
    patience,
    async () => {
      for (const [command, signal] of [
        [['npm', 'start'], 'SIGKILL'],
        [launcher, 'SIGINT'],
      ] as const) {
        const platform = await start({ command: [...command] })
        expect(await cityOf(platform)).toEqual(luban)
        expect(platform.processes().length).toBeGreaterThan(2)
        expect(await platform.end(signal), `${command.join(' ')} ${signal}`).toEqual([])
      }
    },
  )
})
