import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'

export interface DatabaseProxy {
  /** The same database through this door. */
  readonly url: string
  /** Bytes that have come from the server. */
  readonly read: () => number
  /** Nobody is at this door any more: connections break, new ones are refused. */
  close(): Promise<void>
  open(): Promise<void>
  /** The server is there and says nothing; `heard` lets it speak again. */
  silence(): void
  heard(): void
}

/** A door in front of a database that a test may shut, and that counts what comes through. */
export async function databaseProxy(postgres: string): Promise<DatabaseProxy> {
  const target = new URL(postgres)
  const sockets = new Set<Socket>()
  let read = 0
  let held: (() => void)[] | undefined
  const make = (): Server =>
    createServer((client) => {
      const server = connect({ host: target.hostname, port: Number(target.port) })
      server.on('data', (chunk) => {
        read += chunk.length
      })
      client.on('data', (chunk: Buffer) => {
        server.write(chunk)
      })
      server.on('data', (chunk: Buffer) => {
        if (held)
          held.push(() => {
            client.write(chunk)
          })
        else client.write(chunk)
      })
      for (const [one, other] of [
        [client, server],
        [server, client],
      ] as const) {
        sockets.add(one)
        one.on('error', () => undefined)
        one.on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      }
    })
  const listen = async (server: Server, port: number): Promise<number> => {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', resolve)
    })
    return (server.address() as AddressInfo).port
  }
  let server = make()
  const port = await listen(server, 0)
  const url = new URL(postgres)
  url.hostname = '127.0.0.1'
  url.port = String(port)
  return {
    url: url.href,
    read: () => read,
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve()
        })
      })
      for (const socket of sockets) socket.destroy()
      await closed
    },
    silence: () => {
      held = []
    },
    heard: () => {
      const said = held ?? []
      held = undefined
      for (const each of said) each()
    },
    open: async () => {
      server = make()
      await listen(server, port)
    },
  }
}
