import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '@vmeste/testkit/browser'
import { commandHere } from '../command-here.ts'
import { read, root } from '../workspace.ts'

/**
 * The five-minute page, followed to the letter by somebody who keeps Vmeste at home and types y where they are asked.
 */
let home = ''
let shell: ChildProcess | undefined
let output = ''
const port = await freePort()
const origin = `http://localhost:${port}`

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'vmeste-five-minutes-'))
  await chmod(home, 0o755) // so that the database may lie there when the tests run as root
  await symlink(root, join(home, 'vmeste'))
})
afterAll(async () => {
  await stop()
  await rm(home, { recursive: true, force: true })
})

test('its commands end with a working page in the portal, in one city', { timeout: 600_000 }, async () => {
  await follow([...read('docs/first-module.md').matchAll(/^```sh\n([^]*?)^```$/gm)].map(([, block]) => block!))
  expect(output).toContain('stray-animals keeps the contract.')
  expect(output).toContain('Слышит событие «appeals.report.routed@1» — видит поля number, report, topic')
  expect(output).toMatch(/"changeModules":\{"revision":\d+\}/)

  await using browser = await launchBrowser()
  const page = await browser.newPage({ locale: 'ru-RU', viewport: { width: 360, height: 780 } })
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto(`${origin}/c/uzda/`)
  await page.getByRole('link', { name: 'Сообщить о животном' }).click()
  await page.getByRole('heading', { level: 1, name: 'Бездомные животные' }).waitFor()
  await page.getByLabel('Где', { exact: true }).fill('ул. Ленина, 5')
  await page.getByRole('button', { name: 'Отправить' }).click()
  await page.getByRole('listitem').filter({ hasText: 'Собака · ул. Ленина, 5' }).waitFor()
  expect(faults).toEqual([])

  await page.goto(`${origin}/c/zhodino/`)
  await page.locator('html[data-app]').waitFor({ state: 'attached' })
  expect(await page.getByRole('link', { name: 'Сообщить о животном' }).count()).toBe(0)
})

test('it is removed with every row written down, and nothing of it is left', { timeout: 300_000 }, async () => {
  const refused = async (...args: string[]): Promise<unknown> =>
    (await commandHere({ VMESTE_DATA: join(home, 'data'), PORT: String(port) }, 'remove', 'stray-animals', ...args)).out
  expect(await refused()).toMatchObject({
    code: 'VMESTE_REMOVE_ON',
    message: expect.stringContaining('uzda') as unknown,
  })
  const off =
    'mutation { changeModules(changes: [{ module: "stray-animals", enabled: false }]) { ... on ModulesChanged { revision } } }'
  const { token } = await vmesteAt<{ token: string }>(['token', 'admin.uzda'])
  await fetch(`${origin}/c/uzda/graphql`, {
    method: 'POST',
    body: JSON.stringify({ query: off }),
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
  })
  await stop()
  expect(await refused('--purge')).toMatchObject({ code: 'VMESTE_REMOVE_EXPORT' })
  const removed = await vmesteAt<Record<string, unknown>>([
    ...['remove', 'stray-animals'],
    ...['--export', 'rows.jsonl', '--purge'],
  ])
  const lines = (await readFile(join(home, 'rows.jsonl'), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { manifest?: number; city?: string; table?: string; row?: { place: string } })
  expect(
    lines
      .filter(({ manifest }) => manifest)
      .map(({ city }) => city)
      .sort(),
  ).toEqual(['uzda', 'zhodino'])
  expect(lines.flatMap(({ row }) => (row ? [row.place] : []))).toContain('ул. Ленина, 5')
  expect(removed['exported']).toBe(lines.filter(({ row }) => row).length)
  expect(removed['purged']).toBeGreaterThanOrEqual(Number(removed['exported']))
  expect(JSON.parse(await readFile(join(home, 'data/plugins.config.json'), 'utf8'))).toMatchObject({ installed: [] })
  expect(await readdir(join(home, 'data/modules'))).toEqual([])
  expect(await refused()).toMatchObject({ code: 'VMESTE_REMOVE_UNKNOWN' })
})

/** One command as the same person, beside or after the shell. */
async function vmesteAt<Answer>(args: readonly string[]): Promise<Answer> {
  const answer = await promisify(execFile)(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args, '--json'], {
    cwd: home,
    env: environment(),
  }).catch((error: unknown) => error as { stdout: string })
  return JSON.parse(answer.stdout) as Answer
}

/** Runs the blocks in one shell; ends when the last has, while what they started goes on. */
async function follow(blocks: readonly string[]): Promise<void> {
  expect(blocks.length).toBeGreaterThan(5)
  shell = spawn('bash', ['-c', ['set -e', ...blocks, 'echo; echo "followed to the end"', 'wait'].join('\n')], {
    cwd: home,
    env: environment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  shell.stdin?.end('y\n')
  const ended = once(shell, 'exit')
  const reached = new Promise<void>((resolve) => {
    for (const stream of [shell?.stdout, shell?.stderr])
      stream?.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.includes('followed to the end')) resolve()
      })
  })
  await Promise.race([
    reached,
    ended.then(() => {
      throw new Error(`the page led nowhere:\n${output}`)
    }),
  ])
}

/** A person at a keyboard, at home in an empty folder; only what was downloaded before is where it was. */
function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VITEST|NODE_|VMESTE_|TEST$|DEV$|PROD$|MODE$|BASE_URL$|DATABASE_URL$|LC_|LANG)/.test(name),
  )
  const own = homedir()
  return {
    XDG_DATA_HOME: join(own, '.local/share'),
    XDG_CACHE_HOME: join(own, '.cache'),
    XDG_STATE_HOME: join(own, '.local/state'),
    XDG_CONFIG_HOME: join(own, '.config'),
    npm_config_cache: join(own, '.npm'),
    ...Object.fromEntries(kept),
    HOME: home,
    LANG: 'ru_RU.UTF-8',
    VMESTE_DATA: join(home, 'data'),
    PORT: String(port),
  }
}

/** Tells the platform to stop, and waits until its launcher has seen to it. */
async function stop(): Promise<void> {
  if (!shell?.pid || shell.exitCode !== null || shell.signalCode !== null) return
  const gone = once(shell, 'exit')
  process.kill(-shell.pid, 'SIGTERM')
  await gone
  // the launcher has passed it on; the database is what ends last
  for (let waited = 0; waited < 60_000 && existsSync(join(home, 'data/postgres/data/postmaster.pid')); waited += 50)
    await sleep(50)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo
      server.close(() => {
        resolve(found)
      })
    })
  })
}
