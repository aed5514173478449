import { once } from 'node:events'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { readdirSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import pino from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { staticFiles } from '../portal/static-files.ts'
import { errorHandler } from './error-handler.ts'
import { letGo, sendStream } from './send-stream.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-stream-'))
  await writeFile(join(folder, 'large.js'), Buffer.alloc(20_000_000, 'a'))
})
afterAll(() => rm(folder, { recursive: true }))
const openFiles = () =>
  readdirSync('/proc/self/fd').filter((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)
    } catch {
      return false
    }
  }).length

async function listen() {
  const log: string[] = []
  const app = express()
  app.use('/assets', await staticFiles(folder))
  // gone before the stream is there
  app.get('/late', async (req, res) => {
    const file = await open(join(folder, 'large.js'))
    await new Promise<void>((gone) => {
      if (req.socket.destroyed) gone()
      else
        req.socket.once('close', () => {
          gone()
        })
    })
    await sendStream(res, file.createReadStream())
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
  return { port: (server.address() as AddressInfo).port, log }
}

test.each([
  ['right after asking', '/assets/large.js', false],
  ['after the first bytes', '/assets/large.js', true],
  ['before the answer begins', '/late', false],
] as const)('whoever leaves %s leaves no file open and no line', async (_, path, waits) => {
  const { port, log } = await listen()
  for (let at = 0; at < 40; at++) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`)
    await once(socket, waits ? 'data' : 'connect')
    if (!waits) await new Promise(setImmediate)
    socket.resetAndDestroy()
  }
  await expect.poll(openFiles, { timeout: 10_000 }).toBe(0)
  expect(log).toEqual([])
})

test('a stream that nobody wants is closed when it has been let go', async () => {
  const file = await open(join(folder, 'large.js'))
  const stream = file.createReadStream()
  await letGo(stream)
  expect([stream.closed, file.fd]).toEqual([true, -1])
  await letGo('text')
  await letGo(stream)
})
