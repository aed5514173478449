import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach, expect, inject, test } from 'vitest'
import { reachDatabase } from './reach-database.ts'

const open: Server[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve))
})

async function listen(serve: (socket: Socket) => void, port = 0): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    serve(socket)
  }).listen(port, '127.0.0.1')
  open.push(server)
  await once(server, 'listening')
  return (server.address() as { port: number }).port
}

const real = new URL(inject('postgres'))
const at = (port: number, changes: object = {}): string =>
  Object.assign(new URL(real), { port: String(port), ...changes }).href
const passOn = (socket: Socket): void => {
  const database = connect(Number(real.port), real.hostname)
  database.on('error', () => socket.destroy())
  socket.pipe(database).pipe(socket)
}

/** What PostgreSQL says while it recovers: `FATAL 57P03`. */
const startingUp = (): Buffer => {
  const fields = Buffer.from('SFATAL\0C57P03\0Mthe database system is starting up\0\0')
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
}

test('a database that comes late, first not there and then recovering, is waited for', async () => {
  const port = await listen(() => undefined)
  await new Promise((resolve) => open.pop()!.close(resolve))
  let answers = 0
  const lines: string[] = []
  const waiting = reachDatabase(at(port), {
    say: (line) => {
      lines.push(line)
      if (lines.length === 1)
        void listen((socket) => {
          if (answers++ === 0)
            socket.once('data', () => {
              socket.end(startingUp())
            })
          else passOn(socket)
        }, port)
    },
  })
  const client = await waiting
  expect((await client.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.end()
  expect(lines.map((line) => /\((.*?)\)/.exec(line)?.[1])).toEqual(['ECONNREFUSED', '57P03'])
})

test('nobody waits for a password or a database that is wrong', async () => {
  const lines: string[] = []
  const say = (line: string): void => {
    lines.push(line)
  }
  await expect(reachDatabase(at(Number(real.port), { password: 'guess' }), { say })).rejects.toMatchObject({
    code: 'VMESTE_DATABASE_PASSWORD',
  })
  await expect(reachDatabase(at(Number(real.port), { pathname: '/nowhere' }), { say })).rejects.toMatchObject({
    code: 'VMESTE_DATABASE_MISSING',
  })
  expect(lines).toEqual([])
})
