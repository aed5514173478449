import { once } from 'node:events'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import express, { type Response } from 'express'
import pino from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { bodyPace } from './body-pace.ts'
import { errorHandler } from './error-handler.ts'
import { Pace } from './pace.ts'

/** A host that waits a moment for bodies, and what it logged. */
async function listen() {
  const log: string[] = [],
    took: number[] = []
  const pace = new Pace({ bytesPerSecond: 1_000, graceMs: 100, windowMs: 200, wholeMs: 10_000 })
  const app = express().use(bodyPace(pace))
  app.post('/json', express.json(), (req, res) => {
    res.json(req.body)
  })
  app.put('/read', async (req, res: Response) => {
    let bytes = 0
    for await (const chunk of req as AsyncIterable<Buffer>) bytes += chunk.length
    took.push(bytes)
    res.json({ bytes })
  })
  app.use(
    errorHandler(
      pino(
        { level: 'info' },
        {
          write: (line: string) => {
            log.push(line)
          },
        },
      ),
    ),
  )
  const server = app.listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, log, took, pace }
}
/** Sends a head and then a byte now and then. @returns all that came back until the end of the connection */
async function crawl(port: number, head: string, everyMs = 50): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket
    .on('data', (data: Buffer) => {
      answer += data.toString()
    })
    .on('error', () => undefined)
  socket.write(head)
  const timer = setInterval(() => {
    socket.write('1')
  }, everyMs)
  await once(socket, 'close')
  clearInterval(timer)
  return answer
}

test.each([
  ['a file', 'PUT /read HTTP/1.1\r\nhost: x\r\naccept-language: be\r\ncontent-length: 1000000\r\n\r\n'],
  [
    'JSON',
    'POST /json HTTP/1.1\r\nhost: x\r\naccept-language: be\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n',
  ],
])('%s that crawls is ended in words, and whoever read it lets go', async (_, head) => {
  const { port, log, took, pace } = await listen()
  const answer = await crawl(port, head)
  expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  expect(answer).toContain('"code":"BODY_TOO_SLOW"')
  expect(answer).toContain('Сувязь занадта павольная')
  await expect.poll(() => pace.watched).toBe(0)
  expect([took, log]).toEqual([[], []])
})

test('a body in pieces that keep coming is whole', async () => {
  const { port, pace } = await listen()
  const socket = connect(port, '127.0.0.1')
  socket.write('PUT /read HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 20000\r\n\r\n')
  let answer = ''
  socket.on('data', (data: Buffer) => {
    answer += data.toString()
  })
  const timer = setInterval(() => {
    socket.write(Buffer.alloc(1000))
  }, 40)
  await once(socket, 'close')
  clearInterval(timer)
  expect(answer).toContain('{"bytes":20000}')
  expect(pace.watched).toBe(0)
})

test('whoever leaves in the middle of a body leaves no line', async () => {
  const { port, log, took, pace } = await listen()
  for (const path of ['PUT /read', 'POST /json']) {
    const socket = connect(port, '127.0.0.1')
    socket.write(`${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\nhalf`)
    await expect.poll(() => pace.watched).toBe(1)
    socket.resetAndDestroy()
    await expect.poll(() => pace.watched).toBe(0)
  }
  expect([took, log]).toEqual([[], []])
})
