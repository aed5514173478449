import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPlatform } from './running-platform.ts'
import { root } from './workspace.ts'

const patience = { timeout: 180_000 }

describe.runIf(process.platform === 'linux')('a platform that runs on its own database', () => {
  let dataFolder = ''
  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'vmeste-killed-'))
    await chmod(dataFolder, 0o755)
  })
  afterAll(() => rm(dataFolder, { recursive: true, force: true }))
  const data = () => join(dataFolder, 'postgres/data')
  const postmaster = async () => Number((await readFile(join(data(), 'postmaster.pid'), 'utf8')).split('\n')[0])
  // the empty platform: nothing of a demonstration is needed to see whether it works
  const start = () => startPlatform({ checkout: root, dataFolder, settings: { VMESTE_DEMO: 'off' } })

  test(
    'goes on by itself when that is killed, without an answer that is neither right nor «later»',
    patience,
    async () => {
      const platform = await start()
      try {
        const hosts = () =>
          platform
            .processes()
            .filter(({ command }) => /main\.ts serve$/.test(command))
            .map(({ pid }) => pid)
        const host = hosts(),
          before = await postmaster()
        process.kill(before, 'SIGKILL')
        const seen: number[] = []
        await expect
          .poll(
            async () => {
              seen.push((await fetch(`${platform.origin}/`)).status)
              const ready = await fetch(`${platform.origin}/health/ready`)
              return ready.status === 200 && (await postmaster().catch(() => before)) !== before
            },
            { timeout: 10_000, interval: 50 },
          )
          .toBe(true)
        expect(seen.filter((status) => status !== 200 && status !== 503)).toEqual([])
        for (let times = 0; times < 20; times++) expect((await fetch(`${platform.origin}/`)).status).toBe(200)
        expect(hosts()).toEqual(host)
      } finally {
        expect(await platform.end('SIGTERM')).toEqual([])
      }
      expect(platform.child.exitCode).toBe(0)
    },
  )

  test('told to stop while its database is gone, it does not say that all was well', patience, async () => {
    const platform = await start()
    const pid = await postmaster()
    await rename(data(), `${data()}.away`) // nothing can be started there
    process.kill(pid, 'SIGKILL')
    await expect
      .poll(async () => (await fetch(`${platform.origin}/health/ready`)).status, { timeout: 15_000 })
      .toBe(503)
    const gone = once(platform.child, 'exit')
    expect(await platform.end('SIGTERM')).toEqual([])
    await gone
    expect(platform.child.exitCode).not.toBe(0)
    expect(platform.output()).toContain('VMESTE_POSTGRES_LOST')
    await rename(`${data()}.away`, data())
  })
})
