import { createServer, type AddressInfo } from 'node:net'
import { embeddedIdentity, identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost } from '@vmeste/testkit'
import { expect, inject, test } from 'vitest'
import { TestVisitor } from './doubles/visitor.ts'

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => {
        resolve(port)
      })
    })
  })

/** Seven guesses at one name, each said to come from another network: five a network are let through. */
async function guesses(proxies: readonly string[] | undefined): Promise<number[]> {
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const town = await createTestHost({
    postgres: inject('postgres'),
    units: [identityUnit],
    cities: [],
    port,
    host: { origin, identity: embeddedIdentity({}), ...(proxies ? { proxies } : {}) },
  })
  try {
    const statuses: number[] = []
    for (let n = 1; n <= 7; n++) {
      const somebody = new TestVisitor(`http://127.0.0.1:${port}`, `203.0.${n}.7`, { portal: origin })
      const { page } = await somebody.open()
      statuses.push((await somebody.post(page, { username: 'nobody', password: 'guess' })).status)
    }
    return statuses
  } finally {
    await town.stop()
  }
}

const all = (status: number): number[] => Array.from({ length: 7 }, () => status)

test('by default this machine is believed about whom it passes on', async () => {
  expect(await guesses(undefined)).toEqual(all(401))
})
test('a network that is named is believed', async () => {
  expect(await guesses(['10.0.5.7', '127.0.0.0/8'])).toEqual(all(401))
})
test('what anybody else writes is not: seven networks are one', async () => {
  expect(await guesses(['10.0.5.7', 'fd00::/8'])).toEqual([...all(401).slice(0, 5), 429, 429])
})
