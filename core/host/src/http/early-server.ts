import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serverTimeouts } from './server-timeouts.ts'

/**
 * Takes the port before anything is migrated: of two hosts on one port the second ends here and has changed nothing.
 * Until the host is ready whoever asks hears that it starts: alive, and not ready.
 *
 * @param port 0 takes a free one
 * @throws what `listen` says: `EADDRINUSE`, `EACCES`
 */
export async function openEarly(port: number): Promise<Server> {
  const server = createServer(serverTimeouts, whileStarting).listen(port)
  await once(server, 'listening')
  return server
}

/** From now on the host itself answers. @returns the port */
export function admit(server: Server, host: RequestListener): Promise<number> {
  server.removeListener('request', whileStarting)
  server.on('request', host)
  return Promise.resolve((server.address() as AddressInfo).port)
}

const whileStarting: RequestListener = (req, res) => {
  const path = req.url?.split('?')[0]
  const [status, body] = path === '/health/live' ? [200, { status: 'ok' }] : [503, { status: 'starting' }]
  // a body nobody reads must not hold the connection
  res
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
      ...(status === 503 ? { 'retry-after': '5' } : {}),
    })
    .end(JSON.stringify(body))
}
