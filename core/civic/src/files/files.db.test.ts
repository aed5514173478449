import { randomBytes, randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Files, type Ctx, type PictureArea } from '@vmeste/sdk'
import { createTestHost, type TestHost } from '@vmeste/testkit'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { CityFiles } from './city-files.ts'
import type { FileTables } from './file.entity.ts'
import { photoWithGps } from './sample-photos.ts'
import { sweepFiles } from './sweep-files.job.ts'

let town: TestHost
let photo: Buffer
beforeAll(async () => {
  town = await createTestHost({ postgres: inject('postgres'), now: new Date().toISOString() })
  photo = await photoWithGps()
})
afterAll(() => town.stop())

function ctxIn(slug: string): Ctx<FileTables> {
  const { host } = town
  return host.systemScope(host.store.bySlug(slug)!.city.id, 'test').ctx(host.registry.find('civic')!)
}
async function put(
  id: string,
  body: Buffer | string,
  {
    city = 'uzda',
    device = randomUUID(),
    headers = {},
  }: { city?: string; device?: string; headers?: Record<string, string> } = {},
) {
  const response = await town.fetch(`/c/${city}/files/${id}`, {
    method: 'PUT',
    body: body as RequestInit['body'],
    headers: { 'x-device': device, 'accept-language': 'be', ...headers },
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}
const rows = (slug = 'uzda') => ctxIn(slug).db.read.selectFrom('file').selectAll().execute()
const link = async (id: string, slug = 'uzda') => (await ctxIn(slug).use(Files).links([id]))[0]!
const incoming = () => readdir(join(town.dataFolder, 'civic/incoming')).catch(() => [])
const folderOf = (id: string) => join(town.dataFolder, 'civic/files/uzda', id.slice(-2), id)
const attach = (ids: string[], subject: string, ctx = ctxIn('uzda')) =>
  ctx.db.transaction((tx) => ctx.use(Files).attach(tx, ids, subject))

test('a photo with a place in it goes in, and comes out without', async () => {
  const id = randomUUID()
  expect(await put(id, photo)).toEqual({ status: 201, body: { id, width: 1200, height: 1600 } })
  const { url, thumbUrl, width } = await link(id)
  expect(width).toBe(1200)
  for (const [address, side] of [
    [url, 1200],
    [thumbUrl, 240],
  ] as const) {
    const response = await town.fetch(address)
    const bytes = Buffer.from(await response.arrayBuffer())
    const { format, exif, xmp, width } = await sharp(bytes).metadata()
    expect({ status: response.status, format, exif, xmp, width }).toEqual({
      status: 200,
      format: 'webp',
      exif: undefined,
      xmp: undefined,
      width: side,
    })
  }
  for (const name of await readdir(folderOf(id)))
    expect((await readFile(join(folderOf(id), name))).includes('EXIF')).toBe(false)
  expect((await town.fetch(url)).headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
  expect((await town.fetch(url)).headers.get('x-content-type-options')).toBe('nosniff')
  const tag = (await town.fetch(url)).headers.get('etag')!
  const again = await town.fetch(url, { headers: { 'if-none-match': `"other", W/${tag}` } })
  expect([again.status, again.headers.get('cache-control'), (await again.arrayBuffer()).byteLength]).toEqual([
    304,
    'private, no-cache',
    0,
  ])
  expect((await town.fetch(url)).headers.get('content-disposition')).toMatch(/^inline; filename="[\w-]+\.webp"$/)
})

test('the same upload again is the same file; other bytes under its id are a conflict', async () => {
  const id = randomUUID()
  const twins = await Promise.all([put(id, photo), put(id, photo), put(id, photo)])
  expect(twins.map((reply) => reply.status).sort()).toEqual([200, 200, 201])
  expect((await put(id.toUpperCase(), photo)).status).toBe(200)
  const other = await sharp(randomBytes(30_000), { raw: { width: 100, height: 100, channels: 3 } })
    .png()
    .toBuffer()
  expect(await put(id, other)).toMatchObject({ status: 409, body: { code: 'FILE_CONFLICT' } })
  expect((await rows()).filter((row) => row.id === id)).toHaveLength(1)
})

const wrong: [what: string, body: () => Buffer | string, status: number, code: string, words: string][] = [
  ['30 MB', () => Buffer.alloc(30 * 1024 * 1024), 413, 'FILE_TOO_LARGE', 'Файл большы'],
  [
    'a renamed program',
    () => Buffer.concat([Buffer.from('MZ\x90\0\x03', 'latin1'), randomBytes(5000)]),
    415,
    'FILE_TYPE',
    'Гэта не фота',
  ],
  [
    'an SVG with a script',
    () => '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    415,
    'FILE_TYPE',
    'Гэта не фота',
  ],
  ['half a JPEG', () => photo.subarray(0, photo.length / 2), 422, 'FILE_BROKEN', 'Фота дайшло не цалкам'],
  ['nothing', () => '', 422, 'FILE_BROKEN', 'Фота дайшло'],
]
test.for(wrong)('%s is refused in words, and nothing is left', async ([, body, status, code, words]) => {
  const id = randomUUID()
  expect(await put(id, body(), { headers: { 'content-type': 'image/jpeg' } })).toEqual({
    status,
    body: { code, message: expect.stringContaining(words) as string },
  })
  expect((await rows()).filter((row) => row.id === id)).toEqual([])
  await expect(stat(folderOf(id))).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await incoming()).toEqual([])
})

test('a wrong id is told from a wrong file', async () => {
  expect(await put('not-a-uuid', photo)).toMatchObject({ status: 422, body: { code: 'FILE_ID' } })
})

test('an upload that breaks off half-way leaves nothing', async () => {
  const id = randomUUID(),
    { port } = new URL(town.url)
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`PUT /c/uzda/files/${id} HTTP/1.1\r\nhost: x\r\ncontent-length: ${photo.length}\r\n\r\n`)
  socket.write(photo.subarray(0, 100_000))
  await expect.poll(incoming).toHaveLength(1)
  socket.destroy()
  await expect.poll(incoming).toEqual([])
  expect((await rows()).filter((row) => row.id === id)).toEqual([])
})

test('a file opens by its link alone: not unsigned, not later, not in another city', async () => {
  const id = randomUUID()
  await put(id, photo)
  const { url } = await link(id)
  const get = async (address: string): Promise<unknown> => {
    const response = await town.fetch(address, { headers: { 'accept-language': 'be' } })
    return response.ok ? response.status : { status: response.status, body: await response.json() }
  }
  const gone = {
    status: 404,
    body: { code: 'FILE_NOT_FOUND', message: 'Такога файла тут няма, або спасылка на яго састарэла.' },
  }
  expect(await get(url)).toBe(200)
  expect(await get(`/c/uzda/files/${id}`)).toEqual(gone)
  expect(await get(url.replace('size=full', 'size=thumb'))).toEqual(gone)
  expect(await get(url.replace('size=full', 'size=../x'))).toEqual(gone)
  expect(await get(url.replace('/c/uzda/', '/c/zhodino/'))).toEqual(gone)
  expect(await ctxIn('zhodino').use(Files).links([id])).toEqual([])
  town.clock.advance(2 * 3_600_000)
  expect(await get(url)).toEqual(gone)
  expect(await get((await link(id)).url)).toBe(200)
})

test('a file belongs to one subject, and an unknown one to none', async () => {
  const [a, b] = [randomUUID(), randomUUID()]
  await put(a, photo)
  await put(b, photo)
  await attach([a], 'trees:Tree:1')
  const { url } = await link(a)
  const shut = await town.fetch(url)
  expect(
    [shut.status, await shut.json()],
    'while the module it belongs to is not on, its links lead nowhere',
  ).toMatchObject([404, { code: 'MODULE_DISABLED' }])
  expect((await town.fetch(url.replace('m=trees', 'm='))).status).toBe(404)
  await attach([a, b], 'trees:Tree:1')
  await expect(attach([b], 'trees:Tree:2')).rejects.toMatchObject({
    code: 'FILE_UNKNOWN',
    options: { path: 'photos.0' },
  })
  await expect(attach([a, randomUUID()], 'trees:Tree:1')).rejects.toMatchObject({
    code: 'FILE_UNKNOWN',
    options: { path: 'photos.1' },
  })
  await expect(attach([a], 'trees:Tree:1', ctxIn('zhodino'))).rejects.toMatchObject({ code: 'FILE_UNKNOWN' })
})

/** Whether the middle of a picture is one flat dark colour, as what is painted out is. */
async function paintedOut(address: string): Promise<boolean | number> {
  const response = await town.fetch(address)
  if (!response.ok) return response.status
  const bytes = Buffer.from(await response.arrayBuffer())
  const { width, height, exif, xmp } = await sharp(bytes).metadata()
  expect([exif, xmp]).toEqual([undefined, undefined])
  const [left, top] = [Math.ceil(width * 0.3), Math.ceil(height * 0.3)]
  const middle = { left, top, width: Math.floor(width * 0.4), height: Math.floor(height * 0.4) }
  const { channels } = await sharp(await sharp(bytes).extract(middle).toBuffer()).stats()
  return channels.every(({ mean, stdev }) => mean < 60 && stdev < 8)
}

test('what is covered is painted out for all but holders, what is not shown opens for nobody else; both at once, for links made before', async () => {
  const id = randomUUID()
  const ctx = ctxIn('uzda')
  const { disk } = ctx.use(CityFiles)
  await put(id, photo)
  await attach([id], 'civic:Tree:6')
  const audiences = ['everybody', 'staff', 'holder'] as const
  const links = await Promise.all(audiences.map(async (one) => (await ctx.use(Files).links([id], one))[0]!))
  const seen = () => Promise.all(links.flatMap(({ url, thumbUrl }) => [paintedOut(url), paintedOut(thumbUrl)]))
  const present = (shown: boolean, covered: PictureArea[], subject = 'civic:Tree:6', city = ctx) =>
    city.db.transaction((tx) => city.use(Files).present(tx, subject, [{ id, shown, covered }]))
  const middle = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }
  expect(await seen()).toEqual([false, false, false, false, false, false])
  const tag = (await town.fetch(links[0]!.url)).headers.get('etag')!
  await present(true, [middle])
  expect((await town.fetch(links[0]!.url, { headers: { 'if-none-match': tag } })).status).toBe(200)
  expect(await seen()).toEqual([true, true, true, true, false, false])
  await present(false, [middle])
  expect(await seen()).toEqual([404, 404, true, true, false, false])
  // a picture that cannot be painted over is not sent as it was
  await present(true, [{ ...middle, x: 0.2 }])
  await rm(join(folderOf(id), 'full.webp'))
  expect(await seen()).toEqual([404, 404, 404, 404, 404, false])
  await present(true, [])
  await present(false, [], 'civic:Tree:7')
  await present(false, [], 'civic:Tree:6', ctxIn('zhodino'))
  expect(await paintedOut(links[0]!.thumbUrl)).toBe(false)
  await expect(present(true, [{ ...middle, width: 2 }])).rejects.toThrow(RangeError)
  await disk.erase([id])
  await expect(stat(folderOf(id))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('what no case takes is put aside after a day, what a case let go of is erased at once, and nothing else', async () => {
  const [kept, orphan, released, fresh] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  for (const id of [kept, orphan, released]) await put(id, photo)
  await attach([kept], 'trees:Tree:3')
  await attach([released], 'trees:Tree:4')
  const onDisk = () =>
    Promise.all(
      [kept, orphan, released, fresh].map((id) =>
        stat(folderOf(id)).then(
          () => true,
          () => false,
        ),
      ),
    )
  town.clock.advance(25 * 3_600_000)
  await put(fresh, photo)
  const ctx = ctxIn('uzda')
  await ctx.db.transaction((tx) => ctx.use(Files).release(tx, 'trees:Tree:4'))
  await expect.poll(onDisk).toEqual([true, true, false, true])
  await sweepFiles(ctx, { error: () => undefined })
  const left = new Set((await rows()).map((row) => row.id))
  expect([kept, orphan, released, fresh].map((id) => left.has(id))).toEqual([true, false, false, true])
  expect(await onDisk()).toEqual([true, false, false, true])
  // the phone that was offline for days sends it once more
  expect(await put(orphan, photo)).toMatchObject({ status: 201 })
  expect(await onDisk()).toEqual([true, true, false, true])
})

test('a letting go that is not committed takes nothing', async () => {
  const id = randomUUID(),
    ctx = ctxIn('uzda')
  await put(id, photo)
  await attach([id], 'trees:Tree:5')
  await expect(
    ctx.db.transaction(async (tx) => {
      await ctx.use(Files).release(tx, 'trees:Tree:5')
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await sweepFiles(ctx, { error: () => undefined })
  expect((await town.fetch((await link(id)).url.replace('m=trees', 'm='))).status).toBe(404)
  expect(
    await stat(folderOf(id)).then(
      () => true,
      () => false,
    ),
  ).toBe(true)
})

test('a form without JavaScript stores through the port', async () => {
  const ctx = ctxIn('uzda')
  const id = await ctx.use(Files).store(ctx, { body: Readable.from([photo]) })
  expect((await town.fetch((await link(id)).thumbUrl)).status).toBe(200)
  await expect(ctx.use(Files).store(ctx, { body: Readable.from([Buffer.from('text')]) })).rejects.toMatchObject({
    code: 'FILE_TYPE',
  })
})

test('one phone cannot send without end', async () => {
  const device = randomUUID()
  const replies = await Promise.all(Array.from({ length: 41 }, () => put(randomUUID(), 'no photo', { device })))
  const refused = replies.filter((reply) => reply.status === 429)
  expect(refused).toHaveLength(1)
  expect(refused[0]?.body).toMatchObject({ code: 'FILE_RATE_LIMITED' })
  expect((await put(randomUUID(), photo)).status).toBe(201)
})
