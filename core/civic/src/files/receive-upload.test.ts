import { once } from 'node:events'
import { mkdtemp, readFile, stat } from 'node:fs/promises'
import { createServer, request, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { expect, onTestFinished, test } from 'vitest'
import { discard, receiveUpload } from './receive-upload.ts'

const path = async () => join(await mkdtemp(join(tmpdir(), 'vmeste-upload-')), 'upload')
const options = { maxBytes: 1000, stallMs: 1000 }

test('a body becomes a file, hashed on the way', async () => {
  const to = await path()
  expect(await receiveUpload(Readable.from([Buffer.from('ab'), Buffer.from('c')]), to, options)).toEqual({
    bytes: 3,
    sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  })
  expect(await readFile(to, 'utf8')).toBe('abc')
})

test('what is announced as too large is refused unread', async () => {
  const to = await path(),
    body = new PassThrough()
  await expect(receiveUpload(body, to, { ...options, length: 1001 })).rejects.toMatchObject({
    code: 'FILE_TOO_LARGE',
    kind: { status: 413 },
  })
  await expect(stat(to)).rejects.toMatchObject({ code: 'ENOENT' })
  expect(body.readableDidRead).toBe(false)
})

test('a sender that falls silent is given up', async () => {
  const body = new PassThrough()
  body.write('half')
  await expect(receiveUpload(body, await path(), { maxBytes: 1000, stallMs: 50 })).rejects.toMatchObject({
    code: 'FILE_BROKEN',
  })
})

test.for([
  [5, 'fewer'],
  [1, 'more'],
] as const)('%i bytes announced, %s sent: refused', async ([length]) => {
  await expect(
    receiveUpload(Readable.from([Buffer.from('abc')]), await path(), { ...options, length }),
  ).rejects.toMatchObject({ code: 'FILE_BROKEN' })
})

async function listen(handle: RequestListener): Promise<number> {
  const server = createServer(handle).listen(0, '127.0.0.1')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

test('a sender of 30 MB without a length reads why it was refused, and most of it was never stored', async () => {
  const to = await path()
  const port = await listen((req, res) => {
    receiveUpload(req, to, { maxBytes: 1_000_000, stallMs: 1000 }).catch((error: Error) => {
      discard(req)
      res.writeHead(413).end(error.message)
    })
  })
  const sender = request({ port, method: 'PUT' })
  sender.on('error', () => undefined) // cut off when the test ends
  const answered = once(sender, 'response') as Promise<[IncomingMessage]>
  Readable.from(Array.from({ length: 480 }, () => Buffer.alloc(65_536))).pipe(sender)
  const [response] = await answered
  expect(response.statusCode).toBe(413)
  expect((await stat(to)).size).toBeLessThanOrEqual(1_000_000)
})

test('half an upload is no upload', async () => {
  let outcome: Promise<unknown> | undefined
  const to = await path()
  const port = await listen((req) => {
    outcome = receiveUpload(req, to, options).catch((error: unknown) => error)
  })
  const sender = request({ port, method: 'PUT', headers: { 'content-length': 900 } })
  sender.on('error', () => undefined)
  sender.write('half')
  await expect.poll(() => outcome !== undefined).toBe(true)
  sender.destroy()
  expect(await outcome).toMatchObject({ code: 'FILE_BROKEN' })
})
