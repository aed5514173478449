import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

interface S3rver {
  run(): Promise<AddressInfo>
  close(): Promise<void>
  readonly httpServer: Server
}
type MakeS3rver = new (options: Record<string, unknown>) => S3rver

export interface TestS3 {
  /** For `VMESTE_BACKUP`. */
  readonly setting: string
  readonly folder: string
  stop(): Promise<void>
}

/**
 * A small server that really speaks S3 (s3rver): buckets, multipart uploads, keys. It knows one pair of keys, which is
 * put into the environment; that a signature fits is not looked at.
 */
export async function startTestS3(bucket: string): Promise<TestS3> {
  const Make = createRequire(import.meta.url)('s3rver') as MakeS3rver
  const folder = await mkdtemp(join(tmpdir(), 'vmeste-s3-'))
  process.env['AWS_ACCESS_KEY_ID'] = 'S3RVER'
  process.env['AWS_SECRET_ACCESS_KEY'] = 'S3RVER'
  const server = new Make({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket }],
  })
  const { port } = await server.run()
  return {
    setting: `s3://${bucket}/town?endpoint=http://127.0.0.1:${port}`,
    folder,
    stop: async () => {
      await server.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
