import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmod, mkdir, mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { photoWithGps } from '../core/civic/src/files/sample-photos.ts'
import { startEmbeddedPostgres } from '../core/host/src/storage/embedded-postgres.ts'
import { startPlatform } from '../web/e2e/platform.ts'

const seconds = 30
const mutation = `mutation ($input: SubmitReportInput!) { submitReport(input: $input) { __typename ... on SubmittedReport { id } ... on Problem { code } } }`

interface Answer {
  readonly status: number
  readonly code: string | undefined
  readonly id: string | undefined
}

/** A disk of its own, which only root may make. */
test.runIf(process.getuid?.() === 0)(
  `a disk that is full for ${seconds} s: not ready, no photo called broken, all that was acknowledged is there`,
  async () => {
    const disk = await mkdtemp(join(tmpdir(), 'vmeste-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=700m,mode=755', 'none', disk])
    onTestFinished(async () => {
      execFileSync('umount', ['--lazy', disk])
      await rm(disk, { recursive: true, force: true })
    })
    await mkdir(join(disk, 'files'))
    const postgres = await startEmbeddedPostgres(join(disk, 'postgres'), { createDatabases: true })
    onTestFinished(() => postgres.stop())
    await chmod(disk, 0o755)
    const city = await startPlatform(postgres.url, [], {
      dataFolder: join(disk, 'files'),
      databaseFolder: postgres.folder,
    })
    onTestFinished(() => city.stop())
    const photo = await photoWithGps({ width: 640, height: 480 })
    const {
      data: { place },
    } = await city.ask<{ place: { tiles: { code: string }[] } }>(
      'uzda',
      '{ place(code: "UZ-0049") { tiles { code } } }',
    )

    const acknowledged = new Set<string>(),
      uploads: Answer[] = [],
      readiness: number[] = []
    const refusals = new Map<string, number>()
    let full = false,
      going = true
    const device = () => randomUUID()
    const submit = async (): Promise<void> => {
      const answer = await fetch(`${city.origin}/c/uzda/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-device': device() },
        body: JSON.stringify({
          query: mutation,
          variables: {
            input: {
              submissionKey: randomUUID(),
              object: 'UZ-0049',
              tile: place.tiles[0]!.code,
              text: `Яма ${randomUUID()}`,
              anywayNew: true,
              called: true,
            },
          },
        }),
      })
      const { data, errors } = (await answer.json()) as {
        data?: { submitReport?: { id?: string; code?: string } }
        errors?: { extensions: { code: string } }[]
      }
      const id = data?.submitReport?.id
      if (id) acknowledged.add(id)
      else {
        const code = data?.submitReport?.code ?? errors?.[0]?.extensions.code ?? String(answer.status)
        refusals.set(code, (refusals.get(code) ?? 0) + 1)
      }
    }
    const upload = async (): Promise<void> => {
      const answer = await fetch(`${city.origin}/c/uzda/files/${randomUUID()}`, {
        method: 'PUT',
        body: new Uint8Array(photo),
        headers: { 'x-device': device() },
      })
      uploads.push({ status: answer.status, code: ((await answer.json()) as { code?: string }).code, id: undefined })
    }
    const steadily = async (everyMs: number, work: () => Promise<void>): Promise<void> => {
      while (going) {
        await work()
        await sleep(everyMs)
      }
    }
    const work = [
      steadily(100, submit),
      steadily(500, upload),
      steadily(500, async () => {
        const { status } = await fetch(`${city.origin}/health/ready`)
        if (full) readiness.push(status)
      }),
    ]

    await sleep(3_000)
    const before = acknowledged.size
    // the very last byte, again and again: what is deleted meanwhile is taken too
    const ballast = await open(join(disk, 'ballast'), 'w')
    const fill = async (): Promise<void> => {
      try {
        for (;;) await ballast.appendFile(Buffer.alloc(256 * 1024, 1))
      } catch {
        /* full */
      }
    }
    await fill()
    full = true
    for (let second = 0; second < seconds; second++) {
      await sleep(1_000)
      await fill()
    }
    full = false
    await ballast.close()
    await rm(join(disk, 'ballast'))
    await expect.poll(async () => (await fetch(`${city.origin}/health/ready`)).status, { timeout: 60_000 }).toBe(200)
    const during = acknowledged.size
    await expect.poll(() => acknowledged.size, { timeout: 60_000 }).toBeGreaterThan(during + 5)
    going = false
    await Promise.all(work)

    const photos = [...new Set(uploads.map(({ status, code }) => `${status} ${code ?? ''}`))]
    console.log(
      [
        `disk full ${seconds} s: ${before} acknowledged before, ${acknowledged.size} in all`,
        `ready answered ${[...new Set(readiness)].join(', ')} (${readiness.length} times)`,
        `refusals ${JSON.stringify(Object.fromEntries(refusals))}`,
        `photos ${JSON.stringify(photos)}`,
      ].join('; '),
    )
    expect(before).toBeGreaterThan(0)
    expect(readiness.length).toBeGreaterThan(10)
    // what was seen last is believed for two seconds, and looking takes a moment: six answers half a second apart
    expect(new Set(readiness.slice(6)), readiness.join(' ')).toEqual(new Set([503]))
    expect(uploads.filter(({ code }) => code === 'FILE_BROKEN')).toEqual([])
    expect(refusals.get('INTERNAL') ?? 0).toBe(0)
    const { rows } = await city.host.storage.pool('core').query<{ missing: string }>(
      `select wanted as missing from unnest($1::uuid[]) wanted where not exists (select from core.outbox
          where subject like '%' || wanted::text || '%' or data::text like '%' || wanted::text || '%')`,
      [[...acknowledged]],
    )
    expect(rows).toEqual([])
  },
)
