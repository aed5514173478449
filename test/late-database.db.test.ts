import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { cityWords } from './city-words.ts'
import { freePort } from './release/free-port.ts'
import { root } from './workspace.ts'

const name = `late_${crypto.randomUUID().slice(0, 8)}`
const real = new URL(inject('postgres'))
let folder = ''
let owner: pg.Client
const children: ChildProcess[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vmeste-late-'))
  await chmod(folder, 0o755)
  owner = new pg.Client({ connectionString: real.href })
  await owner.connect()
  await owner.query(`create database ${name}`)
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
afterAll(async () => {
  await owner.query(`drop database ${name} with (force)`)
  await owner.end()
  await rm(folder, { recursive: true, force: true })
})

interface Program {
  readonly child: ChildProcess
  out(): string
  err(): string
}

function program(args: string[], databasePort: number, port: number): Program {
  const url = Object.assign(new URL(real), { port: String(databasePort), pathname: `/${name}` }).href
  const env = {
    ...process.env,
    DATABASE_URL: url,
    VMESTE_DATA: join(folder, 'data'),
    VMESTE_SECRET: 'a secret for this one test, long enough',
    VMESTE_DEMO: 'off',
    PORT: String(port),
  }
  const child = spawn(process.execPath, [join(root, 'core/cli/src/main.ts'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  children.push(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => {
    out += String(chunk)
  })
  child.stderr.on('data', (chunk: Buffer) => {
    err += String(chunk)
  })
  return { child, out: () => out, err: () => err }
}

/** The database, come at last: at its port everything is passed on to the real one. */
async function come(port: number): Promise<Server> {
  const server = createServer((socket) => {
    const database = connect(Number(real.port), real.hostname)
    for (const one of [socket, database])
      one.on('error', () => {
        socket.destroy()
        database.destroy()
      })
    socket.pipe(database).pipe(socket)
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const status = (port: number, path: string): Promise<unknown> =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (reply) => reply.status,
    () => 'nothing',
  )
const patience = { timeout: 90_000, interval: 100 }

test(
  'a host and a command that are there before the database wait for it, and say so',
  { timeout: 240_000 },
  async () => {
    const [databasePort, port] = [await freePort(), await freePort()]
    const host = program(['serve'], databasePort, port)
    const line = `… waiting for the database at 127.0.0.1:${databasePort} (ECONNREFUSED)`
    await expect.poll(host.out, patience).toContain(line)
    expect(await status(port, '/health/live')).toBe(200)
    expect(await status(port, '/health/ready')).toBe(503)
    expect(await status(port, '/')).toBe(503)
    const command = program([...cityWords(), '--json'], databasePort, port)
    await expect.poll(command.err, patience).toContain(line)
    const database = await come(databasePort)
    await expect.poll(() => status(port, '/health/ready'), patience).toBe(200)
    await expect.poll(() => command.child.exitCode, patience).toBe(0)
    expect(JSON.parse(command.out()), 'its answer alone').toMatchObject({ slug: 'luban' })
    const gone = once(host.child, 'exit')
    host.child.kill('SIGTERM')
    expect(await gone).toEqual([0, null])
    database.close()
  },
)

test('a host that is told to stop while it waits has stopped', { timeout: 100_000 }, async () => {
  const [databasePort, port] = [await freePort(), await freePort()]
  const host = program(['serve'], databasePort, port)
  await expect.poll(host.out, patience).toContain('waiting for the database')
  const gone = once(host.child, 'exit')
  host.child.kill('SIGTERM')
  expect(await gone).toEqual([0, null])
  expect(host.err()).toBe('')
})
