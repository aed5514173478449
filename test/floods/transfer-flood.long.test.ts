import { fork, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { hostFlags } from '../../bin/host-flags.mjs'
import type { TransferHostState } from './transfer-host.ts'

let child: ChildProcess
let folder: string
let start: TransferHostState
let photo: Buffer
const state = async (): Promise<TransferHostState> => {
  child.send('state')
  return ((await once(child, 'message')) as [TransferHostState])[0]
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-flood-'))
  await writeFile(join(folder, 'app.js'), Buffer.alloc(3_000_000, 'a'))
  photo = await sharp({
    create: {
      width: 800,
      height: 600,
      channels: 3,
      background: 'gray',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg()
    .toBuffer()
  child = fork(new URL('./transfer-host.ts', import.meta.url), [inject('postgres'), folder], {
    execArgv: [...hostFlags, '--expose-gc'],
  })
  start = ((await once(child, 'message')) as [TransferHostState])[0]
  await drop(2_000, 'GET /assets/app.js HTTP/1.1\r\nhost: x\r\n\r\n') // warm: what grows once is no leak
  await drop(500, `GET ${start.picture} HTTP/1.1\r\nhost: x\r\n\r\n`)
  await sleep(2_000)
  start = await state()
})
afterAll(async () => {
  child.send('stop')
  await once(child, 'exit')
  await rm(folder, { recursive: true })
})

/** Somebody in another city, who asks all the while. */
let control: { stop(): Promise<{ asked: number; failed: number }> }
beforeEach(() => {
  let on = true,
    asked = 0,
    failed = 0
  const running = (async () => {
    while (on) {
      asked++
      await fetch(`${start.url}/c/zhodino/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{ __typename }"}',
        signal: AbortSignal.timeout(15_000),
      }).then(
        (reply) => {
          if (!reply.ok) failed++
        },
        () => {
          failed++
        },
      )
      await sleep(50)
    }
  })()
  control = {
    stop: async () => {
      on = false
      await running
      return { asked, failed }
    },
  }
})

/** After every flood: as at the start, and nobody noticed. */
async function unharmed(): Promise<void> {
  const { asked, failed } = await control.stop()
  await expect
    .poll(async () => (await state()).openFiles - start.openFiles, { timeout: 30_000, interval: 500 })
    .toBeLessThanOrEqual(2)
  const now = await state()
  const grownMegabytes = Math.round((now.residentBytes - start.residentBytes) / 1_000_000)
  console.log(
    `control ${asked} asked, ${failed} failed; open files ${start.openFiles} -> ${now.openFiles}; memory ${grownMegabytes > 0 ? '+' : ''}${grownMegabytes} MB; ${now.complaints.length} lines`,
  )
  expect({ failed, complaints: now.complaints, warnings: now.warnings }).toEqual({
    failed: 0,
    complaints: [],
    warnings: [],
  })
  expect(asked).toBeGreaterThan(5)
  expect(grownMegabytes).toBeLessThanOrEqual(150)
}
afterEach(async () => {
  await control.stop()
})

/** Sends a head and goes, many at a time; half of them when the first bytes have come. */
async function drop(times: number, head: string, body?: Buffer): Promise<void> {
  const { hostname, port } = new URL(start.url)
  let left = times
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      while (left-- > 0) {
        const waits = left % 2 === 0
        const socket = connect(Number(port), hostname)
        socket.on('error', () => undefined)
        socket.write(head)
        if (body) socket.write(body)
        await Promise.race([
          once(socket, waits && !body ? 'data' : 'connect').catch(() => undefined),
          once(socket, 'close'),
        ])
        socket.resetAndDestroy()
      }
    }),
  )
}

test('20,000 downloads of built files, dropped', async () => {
  await drop(20_000, 'GET /assets/app.js HTTP/1.1\r\nhost: x\r\n\r\n')
  await unharmed()
})

test('10,000 pictures, cancelled', async () => {
  await drop(10_000, `GET ${start.picture} HTTP/1.1\r\nhost: x\r\n\r\n`)
  await unharmed()
})

test('3,000 uploads that break off', async () => {
  for (let at = 0; at < 30; at++) {
    await drop(
      100,
      `PUT /c/uzda/files/${randomUUID()} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 198.51.100.${at}\r\nx-device: ${randomUUID()}\r\ncontent-length: 900000\r\n\r\n`,
      photo.subarray(0, 60_000),
    )
  }
  await unharmed()
})

test('200 crawling uploads from one address: each is ended in words, and everybody else uploads', async () => {
  const { hostname, port } = new URL(start.url)
  const crawlers = Array.from({ length: 200 }, async () => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket
      .on('data', (data: Buffer) => {
        answer += data.toString()
      })
      .on('error', () => undefined)
    socket.write(
      `PUT /c/uzda/files/${randomUUID()} HTTP/1.1\r\nhost: x\r\nx-forwarded-for: 203.0.113.9\r\ncontent-length: 1000000\r\n\r\n`,
    )
    const timer = setInterval(() => {
      socket.write('1')
    }, 10_000)
    await once(socket, 'close')
    clearInterval(timer)
    return /"code":"(\w+)"/.exec(answer)?.[1]
  })
  const others = []
  for (let at = 0; at < 12; at++) {
    await sleep(1_000)
    const reply = await fetch(`${start.url}/c/zhodino/files/${randomUUID()}`, {
      method: 'PUT',
      body: photo as RequestInit['body'],
      headers: { 'x-forwarded-for': `198.51.100.${at}` },
    })
    others.push(reply.status)
  }
  expect(others).toEqual(Array<number>(12).fill(201))
  const ends = await Promise.all(crawlers)
  console.log(
    Object.entries(Object.groupBy(ends, (code) => code ?? 'cut off'))
      .map(([code, all]) => `${code} ${all?.length}`)
      .join(', '),
  )
  expect(new Set(ends)).toEqual(new Set(['BODY_TOO_SLOW', 'UPLOADS_BUSY']))
  await unharmed()
})
