import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../core/host/src/storage/embedded-postgres.ts'
import { startPlatform, type Platform } from '../web/e2e/platform.ts'

/**
 * A database that takes connections and answers nothing: a frozen machine, a disk that hangs. Its processes are
 * stopped, and go on later.
 */
let folder = ''
let postgres: EmbeddedPostgres
let city: Platform
let stopped: readonly number[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-hung-'))
  postgres = await startEmbeddedPostgres(folder, { durable: false, createDatabases: true })
  city = await startPlatform(postgres.url)
})
afterAll(async () => {
  signal(stopped, 'SIGCONT')
  await city.stop()
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

const signal = (pids: readonly number[], name: NodeJS.Signals): void => {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {
      /* it has ended since */
    }
  }
}
/** Every process of the server works in its folder. */
async function processes(): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const folders = await Promise.all(all.map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')))
  return all.filter((_, at) => folders[at] === postgres.folder).map(Number)
}

const within = AbortSignal.timeout.bind(AbortSignal)
const address = '/c/uzda/o/UZ-0049'
const get = async (path: string) => {
  const response = await fetch(city.origin + path, {
    headers: { accept: 'text/html,*/*' },
    redirect: 'manual',
    signal: within(40_000),
  })
  return { status: response.status, text: await response.text() }
}
const send = async (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  const response = await fetch(city.origin + address, {
    method: 'POST',
    body: form,
    headers: { accept: 'text/html,*/*' },
    redirect: 'manual',
    signal: within(40_000),
  })
  return {
    status: response.status,
    text: await response.text(),
    secret: /\/(?:sent|t)\/([^/?#]+)/.exec(response.headers.get('location') ?? '')?.[1],
  }
}
const ask = async (query = '{ place(code: "UZ-0049") { name openReports { id } } }') => {
  const body = JSON.stringify({ query })
  const response = await fetch(`${city.origin}/c/uzda/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
    signal: within(40_000),
  })
  return { status: response.status, answer: await response.json() }
}

test.runIf(process.platform === 'linux')(
  'asked while it hangs, everybody is told so within seconds, and what was typed is kept',
  async () => {
    const page = await get(address)
    expect(page.status).toBe(200)
    const tile = /name="tile" value="([^"]+)"|value="([^"]+)"[^>]*name="tile"/.exec(page.text)!.slice(1).find(Boolean)!
    const typed = { action: 'send', key: randomUUID(), tile, text: 'Яма <у подъезда>' }

    stopped = await processes()
    expect(stopped.length).toBeGreaterThan(3)
    signal(stopped, 'SIGSTOP')
    const begun = performance.now()
    // some have a connection that stood, the others wait for one: nobody may be told that the plate does not exist
    const answers = await Promise.all([
      get(address),
      get(address),
      get('/c/zhodino/o/ZH-0001'),
      send(typed),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
      ask(),
    ])
    const took = performance.now() - begun
    console.log(`a database that hangs: ${answers.length} answers, the last after ${(took / 1000).toFixed(1)} s`)
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503))
    for (const { text } of answers.slice(0, 4) as { text: string }[])
      expect(text).not.toMatch(/Здесь ничего нет|timeout|ECONN/)
    expect((answers[3] as { text: string }).text).toMatch(
      /<textarea[^>]*name="text"[^>]*>Яма &lt;у подъезда&gt;<\/textarea>/,
    )
    for (const { answer } of answers.slice(4) as { answer: unknown }[])
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    // once it is known to hang, nobody waits that long again
    expect(took).toBeLessThan(30_000)
    expect((await fetch(`${city.origin}/health/ready`, { signal: within(20_000) })).status).toBe(503)
    expect((await fetch(`${city.origin}/health/live`, { signal: within(5_000) })).status).toBe(200)

    signal(stopped, 'SIGCONT')
    await expect.poll(async () => (await fetch(`${city.origin}/health/ready`)).status, { timeout: 30_000 }).toBe(200)
    await expect.poll(async () => (await get(address)).status, { timeout: 20_000 }).toBe(200)
    const sent = await send(typed)
    expect(sent.status).toBe(303)
    const { answer } = await ask(
      `{ place(code: "UZ-0049") { openReports { id } } track(secret: "${sent.secret}") { text } }`,
    )
    expect(answer).toMatchObject({
      data: { place: { openReports: [{ id: expect.any(String) as string }] }, track: { text: typed.text } },
    })
    // it is held against no module
    expect(await (await fetch(`${city.origin}/health/ready`)).json()).not.toHaveProperty('modules')
  },
)
