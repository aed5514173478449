import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TrustedOperation } from '@vmeste/sdk/web'
import { openStream } from './live-stream.ts'
import type { Transport } from './transport.ts'

const operation: TrustedOperation = { id: 'x', name: 'Changed', kind: 'subscription' }
let server: Server
let answers: ((say: (event: string, data?: unknown) => void, res: ServerResponse) => void)[]
let asked = 0
let close: () => void = () => undefined

beforeEach(async () => {
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  asked = 0
  server = createServer((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    const say = (event: string, data?: unknown): void => {
      res.write(`event: ${event}\ndata: ${data === undefined ? '' : JSON.stringify(data)}\n\n`)
    }
    answers[Math.min(asked++, answers.length - 1)]!(say, res)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
})
afterEach(() => {
  close()
  server.closeAllConnections()
  server.close()
  vi.unstubAllGlobals()
})

function listen(): unknown[] {
  const heard: unknown[] = []
  const transport = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    headers: async () => ({}),
  } as unknown as Transport
  close = openStream(transport, operation, {}, (data) => heard.push(data))
  return heard
}

test('a host that stops ends the line, and the next one goes on with it: what was missed is asked again', async () => {
  answers = [
    (say, res) => {
      say('complete')
      res.end()
    },
    (say) => {
      say('next', { data: { n: 1 } })
    },
  ]
  const heard = listen()
  await expect.poll(() => heard, { timeout: 5_000 }).toEqual([undefined, { n: 1 }])
})

test('a line that was refused is not knocked at again', async () => {
  answers = [
    (say, res) => {
      say('next', { errors: [{ message: 'off', extensions: { code: 'MODULE_DISABLED' } }] })
      say('complete')
      res.end()
    },
  ]
  listen()
  await expect.poll(() => asked).toBe(1)
  await new Promise((resolve) => {
    setTimeout(resolve, 1_600)
  })
  expect(asked).toBe(1)
})
