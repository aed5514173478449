import type { S3Client } from '@aws-sdk/client-s3'
import { PassThrough } from 'node:stream'
import { VmesteError } from '@vmeste/sdk'
import { fillSink } from './fill-sink.ts'
import { readOn, type Rest } from './read-on.ts'
import type { TargetAddress } from './target-address.ts'
import { targetFault } from './target-fault.ts'
import { mostCopies, requireName, type BackupTarget, type StoredCopy } from './target.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** So much of a copy is in memory at a time; ten thousand parts make 160 GB. */
const partBytes = 16 * 1024 * 1024

/**
 * A bucket of anything that speaks S3. The library and a connection come with the first call, so that a start does not
 * pay for them. Keys are found where the library looks: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, its files, the
 * machine's role.
 */
export function s3Target(address: Extract<TargetAddress, { kind: 's3' }>): BackupTarget {
  const { bucket, prefix, place } = address
  let opened: Promise<{ sdk: Sdk; client: S3Client }> | undefined
  const s3 = (): Promise<{ sdk: Sdk; client: S3Client }> => (opened ??= open(address))
  const told = <T>(work: Promise<T>): Promise<T> =>
    work.catch((error: unknown) => {
      throw targetFault(error, place)
    })
  const at = (name: string): { Bucket: string; Key: string } => ({ Bucket: bucket, Key: prefix + requireName(name) })

  async function write(
    name: string,
    fill: Parameters<BackupTarget['write']>[1],
    signal?: AbortSignal,
  ): Promise<number> {
    signal?.throwIfAborted()
    const { client, sdk } = await s3()
    const { Upload } = await import('@aws-sdk/lib-storage')
    const body = new PassThrough()
    // an object appears when its last part has: what is cut short never had its name
    const upload = new Upload({ client, params: { ...at(name), Body: body }, partSize: partBytes, queueSize: 1 })
    const uploaded = upload.done()
    uploaded.catch((error: unknown) => {
      body.destroy(error instanceof Error ? error : new Error(String(error)))
    })
    try {
      await Promise.all([fillSink(body, fill, signal), uploaded])
    } catch (error) {
      await upload.abort().catch(() => undefined)
      await uploaded.catch(() => undefined)
      throw error
    }
    return (await client.send(new sdk.HeadObjectCommand(at(name)))).ContentLength ?? 0
  }

  async function rest(name: string, from: number): Promise<Rest> {
    const { client, sdk } = await s3()
    const got = await client.send(
      new sdk.GetObjectCommand({ ...at(name), ...(from > 0 ? { Range: `bytes=${from}-` } : {}) }),
    )
    if (from > 0 && !got.ContentRange?.startsWith(`bytes ${from}-`))
      throw new VmesteError(
        'VMESTE_BACKUP_TARGET_FAILED',
        `${place} does not read on in the middle of a copy, and the way to it was cut. Call the command once more`,
      )
    return { body: got.Body as AsyncIterable<Uint8Array>, length: got.ContentLength, mark: got.ETag }
  }

  async function list(beginning: string): Promise<StoredCopy[]> {
    const { client, sdk } = await s3()
    const found: StoredCopy[] = []
    let token: string | undefined
    do {
      const page = await client.send(
        new sdk.ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix + beginning,
          ...(token ? { ContinuationToken: token } : {}),
        }),
      )
      for (const { Key, Size } of page.Contents ?? [])
        if (Key?.startsWith(prefix)) found.push({ name: Key.slice(prefix.length), bytes: Size ?? 0 })
      if (found.length > mostCopies)
        throw new VmesteError('VMESTE_BACKUP_TARGET_FAILED', `${place} holds more than ${mostCopies} copies`)
      token = page.IsTruncated ? page.NextContinuationToken : undefined
    } while (token)
    return found.sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  /** Parts of an upload that was killed are paid for and never seen. */
  async function tidy(before: Date): Promise<void> {
    const { client, sdk } = await s3()
    const { Uploads = [] } = await client.send(new sdk.ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }))
    for (const { Key, UploadId, Initiated } of Uploads) {
      if (Key && UploadId && Initiated && Initiated < before)
        await client.send(new sdk.AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }))
    }
  }

  return {
    kind: 's3',
    place,
    write: (name, fill, signal) => told(write(name, fill, signal)),
    read: (name) => told(readOn((from) => rest(name, from), { place, name })),
    list: (beginning) => told(list(beginning)),
    remove: (name) =>
      told(
        s3().then(async ({ client, sdk }) => {
          await client.send(new sdk.DeleteObjectCommand(at(name)))
        }),
      ),
    // some that speak S3 do not speak of this
    tidy: (before) => tidy(before).catch(() => undefined),
    close: () => {
      void opened?.then(
        ({ client }) => {
          client.destroy()
        },
        () => undefined,
      )
    },
  }
}

async function open({
  endpoint,
  region,
}: Extract<TargetAddress, { kind: 's3' }>): Promise<{ sdk: Sdk; client: S3Client }> {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    ...(endpoint ? { endpoint, forcePathStyle: true } : {}),
    region: region ?? 'us-east-1',
    maxAttempts: 3,
    // newer sums are unknown to most that speak S3; what is copied carries its own
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 10_000, socketTimeout: 120_000 },
  })
  return { sdk, client }
}
