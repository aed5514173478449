import { afterEach, expect, test } from 'vitest'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { admit, openEarly } from './early-server.ts'

let server: Server
afterEach(() => new Promise((resolve) => server.close(resolve)))

test('a port that is taken early says that the host starts, until the host answers itself', async () => {
  server = await openEarly(0)
  const { port } = server.address() as AddressInfo
  const ask = async (path: string) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`)
    return [reply.status, await reply.text()]
  }
  expect(await ask('/health/live')).toEqual([200, '{"status":"ok"}'])
  expect(await ask('/health/ready?x')).toEqual([503, '{"status":"starting"}'])
  expect(await ask('/c/uzda/')).toEqual([503, '{"status":"starting"}'])
  await expect(openEarly(port)).rejects.toMatchObject({ code: 'EADDRINUSE' })
  expect(
    await admit(server, (_req, res) => {
      res.end('the host')
    }),
  ).toBe(port)
  expect(await ask('/health/ready')).toEqual([200, 'the host'])
})
