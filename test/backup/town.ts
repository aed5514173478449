import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import pg from 'pg'
import sharp from 'sharp'
import { civicPlugin, keepSign, signFile } from '@vmeste/civic'
import { createHost, type Host } from '@vmeste/host'
import {
  erasureFile,
  restorePlatform,
  writeBackup,
  type BackupSummary,
  type RestoreCode,
  type RestoreResult,
  type RestoreTarget,
} from '@vmeste/host/backup'
import { identityUnit } from '@vmeste/host/embedded-identity'
import { createTestHost, fakeIdentity, testSecret, type TestHost } from '@vmeste/testkit'
import { eraseAgain } from '../../core/cli/src/backup/restore-whole.ts'
import { installedModules } from '../../core/cli/src/platform/installed-modules.ts'

export const passphrase = 'four words and a river'
/** As cheap as scrypt gets: what it costs is not tried here. */
export const sealing = { passphrase, workFactor: 4 }

export const code = async (): Promise<RestoreCode> => ({
  plugins: [civicPlugin(), ...(await installedModules()).plugins],
  units: [identityUnit],
})

export interface Town extends TestHost {
  /** `VMESTE_DATA`, with files in `files`. */
  readonly data: string
}

/** A small platform: two cities with the modules that are installed. */
export async function smallTown(postgres: string): Promise<Town> {
  const data = await mkdtemp(join(tmpdir(), 'vmeste-town-'))
  const town = await createTestHost({
    postgres,
    modules: (await installedModules()).plugins,
    units: [identityUnit],
    host: { dataFolder: join(data, 'files'), opening: { dataFolder: data } },
  })
  return {
    ...town,
    data,
    stop: async () => {
      await town.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

export const backupOf = (town: Pick<Town, 'databaseUrl'>, dataFolder: string, file: string): Promise<BackupSummary> =>
  writeBackup(
    { ownerUrl: town.databaseUrl, secret: testSecret, dataFolder },
    createWriteStream(file, { flags: 'wx', mode: 0o600 }),
    sealing,
  )

/** Gives a city a sign of its own. @returns its file, below `VMESTE_DATA` */
export async function giveSign(town: Pick<Town, 'databaseUrl' | 'data'>, slug: string): Promise<string> {
  const drawing = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
  const name = await keepSign(join(town.data, 'files', 'civic'), slug, drawing)
  await asOwner(town.databaseUrl, (owner) =>
    owner.query(`update core.city set brand = brand || jsonb_build_object('sign', $2::text) where slug = $1`, [
      slug,
      name,
    ]),
  )
  return join('files', 'civic', signFile(slug, name))
}

/** An empty database of the same owner, who is no superuser, and an empty data folder. */
export interface Empty {
  readonly ownerUrl: string
  readonly dataFolder: string
  drop(): Promise<void>
}
export async function emptyPlace(postgres: string): Promise<Empty> {
  const name = `r_${crypto.randomUUID().slice(0, 8)}`
  await asOwner(postgres, (owner) => owner.query(`create database ${name}`))
  const dataFolder = await mkdtemp(join(tmpdir(), 'vmeste-restored-'))
  return {
    ownerUrl: Object.assign(new URL(postgres), { pathname: `/${name}` }).href,
    dataFolder,
    drop: async () => {
      await asOwner(postgres, (owner) => owner.query(`drop database if exists ${name} with (force)`))
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export const restore = (
  file: string | (() => Readable),
  place: Pick<Empty, 'ownerUrl' | 'dataFolder'>,
  more: Partial<RestoreTarget> = {},
  progress?: Parameters<typeof restorePlatform>[3],
): Promise<RestoreResult> =>
  restorePlatform(
    typeof file === 'string' ? () => createReadStream(file) : file,
    { passphrase },
    {
      ownerUrl: place.ownerUrl,
      dataFolder: place.dataFolder,
      code,
      ...(typeof file === 'string' ? { erasures: [erasureFile(dirname(file))] } : {}),
      eraseAgain: ({ secret, restoring, entries }) =>
        eraseAgain(
          { dataFolder: place.dataFolder, logLevel: 'silent', origin: 'http://localhost' },
          place.ownerUrl,
          { secret, opening: { dataFolder: place.dataFolder, restoring }, entries },
          () => undefined,
        ),
      ...more,
    },
    progress,
  )

/** A host on what was restored. */
export async function startOn({
  ownerUrl,
  dataFolder,
}: Pick<Empty, 'ownerUrl' | 'dataFolder'>): Promise<{ host: Host; url: string }> {
  const host = await createHost({
    databaseUrl: ownerUrl,
    secret: testSecret,
    origin: 'http://localhost',
    dataFolder: join(dataFolder, 'files'),
    civic: civicPlugin({ mailLater: true }),
    modules: (await installedModules()).plugins,
    units: [identityUnit],
    identity: async () => fakeIdentity,
    opening: { dataFolder },
  })
  return { host, url: `http://127.0.0.1:${await host.listen(0)}` }
}

export async function asOwner<T>(url: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

let photo: Buffer | undefined
const someAddress = (): string =>
  `10.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`

export async function sendPhoto(url: string, city: string, as?: string): Promise<string> {
  photo ??= await sharp({ create: { width: 64, height: 48, channels: 3, background: '#7a7' } })
    .jpeg()
    .toBuffer()
  const id = crypto.randomUUID()
  const reply = await fetch(`${url}/c/${city}/files/${id}`, {
    method: 'PUT',
    headers: {
      'content-type': 'image/jpeg',
      'x-forwarded-for': someAddress(),
      ...(as ? { authorization: `Bearer ${as}` } : {}),
    },
    body: new Uint8Array(photo),
  })
  if (reply.status !== 201) throw new Error(`the photo was answered with ${reply.status}`)
  return id
}

export interface Sent {
  readonly number: string
  readonly secret: string
  readonly photo: string
}
/** Reports a hole with a photo, and gives what was acknowledged. */
export async function report(url: string, city: string, as?: string, phone?: string): Promise<Sent> {
  const id = await sendPhoto(url, city, as)
  const query =
    'mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { number secret } } }'
  const input = {
    submissionKey: crypto.randomUUID(),
    topic: 'ROAD.HOLE',
    place: { address: `ул. Мира, ${crypto.randomUUID()}` },
    text: 'Яма\tу\nдома \\N',
    photos: [id],
    anywayNew: true,
    ...(phone !== undefined && { contact: { phone, consent: true } }),
  }
  const reply = await fetch(`${url}/c/${city}/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query, variables: { input } }),
    headers: {
      'content-type': 'application/json',
      'x-device': crypto.randomUUID(),
      'x-forwarded-for': someAddress(),
      ...(as ? { authorization: `Bearer ${as}` } : {}),
    },
  })
  const { data } = (await reply.json()) as { data?: { submitReport?: { number?: string; secret?: string } } }
  const { number, secret } = data?.submitReport ?? {}
  if (number === undefined || secret === undefined)
    throw new Error(`the report was answered with ${reply.status} ${JSON.stringify(data)}`)
  return { number, secret, photo: id }
}
