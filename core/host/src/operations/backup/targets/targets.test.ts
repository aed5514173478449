import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTarget } from './open-target.ts'
import { targetAddress } from './target-address.ts'
import { targetFault } from './target-fault.ts'
import type { BackupTarget } from './target.ts'
import { startTestS3, type TestS3 } from '../../../../test/doubles/s3-server.ts'

let s3: TestS3, folder: string
const kept = { id: process.env['AWS_ACCESS_KEY_ID'], secret: process.env['AWS_SECRET_ACCESS_KEY'] }
beforeAll(async () => {
  s3 = await startTestS3('backups')
  folder = await mkdtemp(join(tmpdir(), 'vmeste-target-'))
})
afterAll(async () => {
  await s3.stop()
  await rm(folder, { recursive: true, force: true })
  for (const [name, value] of [
    ['AWS_ACCESS_KEY_ID', kept.id],
    ['AWS_SECRET_ACCESS_KEY', kept.secret],
  ] as const) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
})

const of = (kind: string): BackupTarget =>
  openTarget(targetAddress(kind === 's3' ? s3.setting : join(folder, 'copies')))
const put = (target: BackupTarget, name: string, bytes: Buffer): Promise<number> =>
  target.write(name, (sink) => pipeline(Readable.from([bytes]), sink))

describe.each(['folder', 's3'])('a target that is a %s', (kind) => {
  test('what is written is read, listed and removed', async () => {
    const target = of(kind)
    // more than one part of an upload
    const large = randomBytes(20 * 1024 * 1024)
    expect(await put(target, 'daily.backup', large)).toBe(large.length)
    expect(await put(target, 'point-in-time/7/wal/0001', Buffer.from('log'))).toBe(3)
    expect((await buffer(await target.read('daily.backup'))).equals(large)).toBe(true)
    expect(await target.list('')).toEqual([
      { name: 'daily.backup', bytes: large.length },
      { name: 'point-in-time/7/wal/0001', bytes: 3 },
    ])
    expect(await target.list('point-in-time/7/')).toEqual([{ name: 'point-in-time/7/wal/0001', bytes: 3 }])
    expect(await target.list('point-in-time/8/')).toEqual([])
    await target.remove('daily.backup')
    await target.remove('daily.backup')
    expect((await target.list('')).map(({ name }) => name)).toEqual(['point-in-time/7/wal/0001'])
    await expect(target.read('daily.backup')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_TARGET_MISSING' })
    target.close()
  })

  test('a writing that fails has no name, and says why it failed', async () => {
    const target = of(kind)
    const half = async (sink: Writable): Promise<void> => {
      sink.write(randomBytes(17 * 1024 * 1024))
      await sleep(20)
      throw new Error('the database went away')
    }
    await expect(target.write('half.backup', half)).rejects.toThrow('the database went away')
    expect((await target.list('')).map(({ name }) => name)).not.toContain('half.backup')
  })

  test('a writer whose source breaks is not taken for the target', async () => {
    const broken = new Readable({
      read() {
        this.destroy(Object.assign(new Error('of the database'), { code: 'ECONNREFUSED' }))
      },
    })
    await expect(of(kind).write('broken.backup', (sink) => pipeline(broken, sink))).rejects.toMatchObject({
      code: 'ECONNREFUSED',
      message: 'of the database',
    })
  })

  test('a writing that is given up has no name, though its writer waits for ever', async () => {
    const target = of(kind)
    const giveUp = new AbortController()
    const writing = target.write(
      'given-up.backup',
      async (sink) => {
        sink.write('some')
        giveUp.abort()
        await new Promise(() => undefined)
      },
      giveUp.signal,
    )
    await expect(writing).rejects.toMatchObject({ name: 'AbortError' })
    await expect(target.write('given-up.backup', () => Promise.resolve(), giveUp.signal)).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect((await target.list('')).map(({ name }) => name)).not.toContain('given-up.backup')
  })

  test('a name that leads elsewhere is refused', async () => {
    for (const name of ['../out', '/etc/x', 'a//b', '', '.hidden', 'a/../b'])
      await expect(put(of(kind), name, Buffer.from('x'))).rejects.toThrow()
  })
})

test('a folder keeps nothing half: what a killed writing left goes, a copy and what has just begun stay', async () => {
  const target = of('folder')
  await put(target, 'whole.backup', Buffer.from('whole'))
  const copies = join(folder, 'copies')
  const [old, fresh] = [`.a.backup.${crypto.randomUUID()}.part`, `.b.backup.${crypto.randomUUID()}.part`]
  for (const name of [old, fresh, '.somebodys.part']) await writeFile(join(copies, name), 'half')
  for (const name of [old, '.somebodys.part', 'whole.backup'])
    await utimes(join(copies, name), new Date(0), new Date(0))
  await target.tidy(new Date(Date.now() - 60_000))
  expect((await readdir(copies)).sort()).toEqual(expect.arrayContaining(['.somebodys.part', fresh, 'whole.backup']))
  expect(await readdir(copies)).not.toContain(old)
  expect((await target.list('')).every(({ name }) => !name.startsWith('.'))).toBe(true)
})

test('a mount that is not there is not filled by mistake', async () => {
  const target = openTarget(targetAddress(join(folder, 'not-mounted', 'vmeste')))
  await expect(put(target, 'a.backup', Buffer.from('x'))).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_MISSING',
  })
  await expect(target.list('')).rejects.toMatchObject({ code: 'VMESTE_BACKUP_TARGET_MISSING' })
})

test.skipIf(process.getuid?.() === 0)('a folder that may not be written (not told as root, who may)', async () => {
  const closed = join(folder, 'closed')
  await mkdir(closed)
  await chmod(closed, 0o500)
  await expect(put(openTarget(targetAddress(closed)), 'a.backup', Buffer.from('x'))).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_DENIED',
  })
})

test('a bucket that is not there, keys that are wrong, a server that does not answer', async () => {
  const missing = openTarget(targetAddress(s3.setting.replace('//backups/', '//elsewhere/')))
  await expect(put(missing, 'a.backup', Buffer.from('x'))).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_MISSING',
  })
  process.env['AWS_ACCESS_KEY_ID'] = 'stranger'
  const stranger = openTarget(targetAddress(s3.setting))
  await expect(put(stranger, 'a.backup', Buffer.from('x'))).rejects.toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_DENIED',
  })
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER'
  const silent = openTarget(targetAddress('s3://backups?endpoint=http://127.0.0.1:1'))
  const refused = await put(silent, 'a.backup', Buffer.from('x')).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: 'VMESTE_BACKUP_TARGET_UNREACHABLE',
    message: expect.stringContaining('s3://backups at 127.0.0.1:1') as string,
  })
})

test('a bucket whose wire is cut in the middle of a copy is read on where it was', async () => {
  const large = randomBytes(3_000_000)
  const target = of('s3')
  await put(target, 'large.backup', large)
  /** Bytes after which a connection is cut. */
  const cuts = [1_000_000, 500_000]
  const wire = createServer((near) => {
    const far = connect(Number(/\d+$/.exec(s3.setting)![0]), '127.0.0.1')
    const most = cuts.shift() ?? Infinity
    let passed = 0
    near.on('error', () => far.destroy()).pipe(far)
    far.on('error', () => near.destroy()).on('end', () => near.end())
    far.on('data', (chunk: Buffer) => {
      near.write(chunk)
      if ((passed += chunk.length) > most) near.destroy()
    })
  })
  await new Promise<void>((done) => wire.listen(0, '127.0.0.1', done))
  const { port } = wire.address() as AddressInfo
  const cut = openTarget(targetAddress(s3.setting.replace(/\d+$/, String(port))))
  expect((await buffer(await cut.read('large.backup'))).equals(large)).toBe(true)
  expect(cuts).toEqual([])
  for (const each of [cut, target]) each.close()
  wire.close()
})

test('the setting is read, and what cannot be meant is refused', () => {
  expect(targetAddress('/srv/vmeste/../copies/')).toEqual({ kind: 'folder', place: '/srv/copies' })
  expect(targetAddress('s3://town/a/b/?region=eu-central-1')).toEqual({
    kind: 's3',
    place: 's3://town/a/b',
    bucket: 'town',
    prefix: 'a/b/',
    endpoint: undefined,
    region: 'eu-central-1',
  })
  expect(targetAddress('s3://town?endpoint=https://minio.example.by:9000')).toMatchObject({
    place: 's3://town at minio.example.by:9000',
    prefix: '',
  })
  for (const wrong of [
    'ftp://town/a',
    's3://',
    's3://key:word@town/a',
    's3://town?endpoint=ftp://x',
    's3://town?endpoint=https://a:b@x',
    's3://town?regoin=x',
    's3://town/a b',
    's3://t',
    's3://town?region=!',
  ]) {
    expect(() => targetAddress(wrong), wrong).toThrow(
      expect.objectContaining({ code: 'VMESTE_BACKUP_TARGET_INVALID' }) as Error,
    )
  }
})

test('what a disk or a bucket says is told as one of few codes, without its words', () => {
  const error = (extra: object): Error => Object.assign(new Error('secret words of the other side'), extra)
  for (const [extra, code] of [
    [{ code: 'ENOSPC' }, 'FULL'],
    [{ $metadata: { httpStatusCode: 507 } }, 'FULL'],
    [{ code: 'EROFS' }, 'DENIED'],
    [{ name: 'ExpiredToken' }, 'DENIED'],
    [{ name: 'CredentialsProviderError' }, 'DENIED'],
    [{ name: 'NoSuchBucket' }, 'MISSING'],
    [{ cause: { code: 'ECONNRESET' } }, 'UNREACHABLE'],
    [{ errors: [{ code: 'ECONNREFUSED' }] }, 'UNREACHABLE'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'UNREACHABLE'],
    [{}, 'FAILED'],
  ] as const) {
    const told = targetFault(error(extra), '/backup')
    expect(told).toMatchObject({ code: `VMESTE_BACKUP_TARGET_${code}` })
    expect((told as Error).message).not.toContain('secret')
  }
})
