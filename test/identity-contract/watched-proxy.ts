import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WatchedProxy {
  readonly url: string
  /** How often keys were asked for. */
  count(): number
  /** From now on nothing is answered. */
  hang(): void
  close(): Promise<void>
}

/** Stands between a host and Keycloak. */
export async function watchedProxy(target: string): Promise<WatchedProxy> {
  let count = 0,
    hangs = false
  const server = createServer((req, res) => {
    if (req.url?.endsWith('/certs')) count++
    if (hangs) return
    fetch(`${target}${req.url ?? ''}`)
      .then(async (reply) => {
        res.writeHead(reply.status, { 'content-type': 'application/json' }).end(await reply.text())
      })
      .catch(() => {
        res.writeHead(502).end()
      })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    count: () => count,
    hang: () => {
      hangs = true
    },
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
