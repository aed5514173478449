import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packageIntegrity, readTarball, storePackage } from '@vmeste/host/packages'
import { recordModule } from '../../core/cli/src/platform/added-modules.ts'
import { startPlatform, type RunningPlatform } from '../running-platform.ts'
import { root } from '../workspace.ts'
import { madePackage } from './made-package.ts'

/**
 * The platform as it is started, with a module that got past everything: laid down by hand, its migration names an
 * unknown column.
 */
let data = ''
let running: RunningPlatform | undefined
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'vmeste-rests-'))
  await chmod(data, 0o755)
  const file = await madePackage(data, {
    version: '0.1.0',
    migrations: { '0001-lamps': ['create table lamps.lamp (id int)', `update lamps.lamp set colour = 'red'`] },
  })
  const packed = await readFile(file)
  const stored = { id: 'lamps', package: 'lamps', version: '0.1.0', integrity: packageIntegrity(packed) }
  await storePackage(data, stored, packed, await readTarball(packed, 'lamps'))
  await recordModule(data, 'lamps', stored)
})
afterAll(async () => {
  await running?.end('SIGTERM')
  await rm(data, { recursive: true, force: true })
})
const start = () =>
  startPlatform({
    checkout: root,
    dataFolder: data,
    command: ['env', 'VMESTE_DEMO=off', process.execPath, join(root, 'bin/with-node.mjs'), 'start'],
    deadline: 300_000,
  })
const vmeste = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args, '--json'], {
    env: { ...process.env, VMESTE_DATA: data, VMESTE_DEMO: 'off', DATABASE_URL: '' },
  })

test('the platform starts without it, says so on one line, and goes on without it when it is taken out', async () => {
  running = await start()
  const line = running
    .output()
    .split('\n')
    .filter((each) => each.includes('lamps') && !each.startsWith('{'))
  expect(line).toHaveLength(1)
  expect(line[0]).toMatch(
    /^ {2}lamps +rests: VMESTE_MIGRATION_FAILED at 0001-lamps: .*column "colour" of relation "lamp" does not exist.*vmeste remove lamps/,
  )
  expect(await (await fetch(`${running.origin}/health/ready`)).json()).toEqual({
    status: 'ok',
    modules: [{ id: 'lamps', state: 'RESTING', reason: 'VMESTE_MIGRATION_FAILED', at: '0001-lamps' }],
  })
  // commands for people's accounts and cities go on beside it
  expect(JSON.parse((await vmeste('remove', 'lamps')).stdout)).toEqual({ id: 'lamps', wasOn: [] })
  expect(await running.end('SIGTERM')).toEqual([])
  running = await start()
  expect(running.output()).not.toContain('lamps')
})
