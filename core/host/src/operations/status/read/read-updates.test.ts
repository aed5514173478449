import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Unasked } from '../facts/check.ts'
import { updatesCheck } from '../checks/of-updates.ts'
import type { Facts } from '../facts/facts.ts'
import { tryReading } from './ask.ts'
import { readUpdates } from './read-updates.ts'

const releases = {
  '0.1.0': { date: '2026-11-29' },
  '0.2.0': { date: '2027-01-10', security: true },
  '0.3.1': { date: '2027-03-01' },
  latest: { date: '2027-03-01' },
  modules: { lamps: { '0.1.1': { date: '2027-02-01' } }, benches: 'none' },
}
const installed = { platform: '0.2.0-dev', modules: { lamps: '0.1.0', benches: '1.0.0' } }

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})
async function serving(answer: RequestListener): Promise<string> {
  server = createServer(answer)
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases.json`
}
const says = (updates: Facts['updates']) => {
  const { state, text } = updatesCheck({ updates } as Facts)
  return { state, text: text.en }
}

test('a list of releases says what is newer, of the platform and of modules', async () => {
  const address = await serving((_, reply) => reply.end(JSON.stringify(releases)))
  const facts = await readUpdates(address, installed)
  expect(facts.newer).toEqual([
    { name: 'Vmeste', has: '0.2.0-dev', newest: '0.3.1', security: false },
    { name: 'lamps', has: '0.1.0', newest: '0.1.1', security: false },
  ])
  expect(says(facts)).toEqual({
    state: 'warn',
    text: 'There are newer versions: Vmeste 0.3.1 (0.2.0-dev), lamps 0.1.1 (0.1.0).',
  })
})

test('what closes a security hole is red, also where a still later version is there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-updates-'))
  try {
    await writeFile(join(folder, 'releases.json'), JSON.stringify(releases))
    const facts = await readUpdates(join(folder, 'releases.json'), { platform: '0.1.0', modules: {} })
    expect(says(facts)).toEqual({
      state: 'fail',
      text: 'There is an update that closes a security hole: Vmeste 0.3.1 (0.1.0).',
    })
    expect(says(await readUpdates(join(folder, 'releases.json'), { platform: '0.3.1', modules: {} })).state).toBe('ok')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test.each<[string, RequestListener, string]>([
  ['nothing is there', (_, reply) => reply.writeHead(404).end(), 'HTTP_404'],
  ['a page comes', (_, reply) => reply.end('<html>'), 'SyntaxError'],
  ['a list comes that is none', (_, reply) => reply.end('[1]'), 'ZodError'],
  ['it has no end', (_, reply) => reply.end('{"x":"'.padEnd(300_000, 'x')), 'TOO_LARGE'],
  ['nobody answers', () => undefined, 'TimeoutError'],
])('%s: the line says so and nothing is waited for', { timeout: 10_000 }, async (_, answer, why) => {
  const address = await serving(answer)
  const asked = await tryReading(() => readUpdates(address, installed))
  expect(asked).toBeInstanceOf(Unasked)
  expect(says(asked)).toEqual({ state: 'warn', text: `The list of releases could not be read: ${why}.` })
})

test('without an address nobody asks', () => {
  expect(says({ configured: false, newer: [] }).state).toBe('ok')
})
