import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../release/free-port.ts'
import { read } from '../workspace.ts'

export interface Balancer {
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}

/** Caddy as `deploy/compose/Caddyfile` sets it up, with other addresses and without a certificate. */
export async function startCaddy(ports: readonly [number, number]): Promise<Balancer> {
  const home = mkdtempSync(join(tmpdir(), 'vmeste-caddy-'))
  const port = await freePort()
  const [site = ''] = read('deploy/compose/Caddyfile').split('\n\n')
  const file = join(home, 'Caddyfile')
  writeFileSync(
    file,
    `{\n\tadmin off\n}\n\n${site
      .replace('{$VMESTE_DOMAIN}', `http://127.0.0.1:${port}`)
      .replace('host-1:3000 host-2:3000', ports.map((each) => `127.0.0.1:${each}`).join(' '))
      // the people of a test stand behind an address each, which Caddy believes of nobody otherwise
      .replace('flush_interval -1', 'flush_interval -1\n\t\ttrusted_proxies 127.0.0.1')}\n`,
  )
  const child = spawn('caddy', ['run', '--adapter', 'caddyfile', '--config', file], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home },
  })
  const balancer: Balancer = {
    name: 'Caddy',
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(home, { recursive: true, force: true })
    },
  }
  return ready(balancer)
}

/**
 * What a balancer does with the lines of `deploy/compose/Caddyfile`, for a machine without Caddy: asks each host every
 * second whether it is ready, sends nobody to one that is not, and keeps whoever comes waiting for ten seconds while
 * none is or none takes the connection: on a busy machine the one that is left may be late to say that it is ready.
 */
export async function startPlain(ports: readonly [number, number]): Promise<Balancer> {
  const well = new Set<number>()
  const look = async (port: number): Promise<void> => {
    const ok = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(2_000) }).then(
      (reply) => reply.ok,
      () => false,
    )
    if (ok) well.add(port)
    else well.delete(port)
  }
  const looking = setInterval(() => {
    for (const port of ports) void look(port)
  }, 1_000)
  await Promise.all(ports.map(look))
  let turn = 0
  const server = createServer((req, res) => {
    const until = performance.now() + tryMs
    const attempt = (): void => {
      const to = [...well]
      const again = (): void => {
        if (performance.now() < until) setTimeout(attempt, tryAgainMs)
        else res.writeHead(503).end('no host is ready')
      }
      if (to.length === 0) again()
      else pass(req, res, to[turn++ % to.length]!, again)
    }
    attempt()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve()
    })
  })
  return ready({
    name: 'a plain balancer',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      clearInterval(looking)
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  })
}

/** `lb_try_duration`, and how often Caddy tries within it. */
const [tryMs, tryAgainMs] = [10_000, 250]

/** @param again where the host has not even taken the connection: nothing of the request was sent */
function pass(req: IncomingMessage, res: ServerResponse, port: number, again: () => void): void {
  let taken = false
  const on = request(
    { host: '127.0.0.1', port, method: req.method, path: req.url, headers: { ...req.headers, connection: 'close' } },
    (reply) => {
      res.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(res)
    },
  )
  on.on('socket', (socket) => {
    socket.once('connect', () => {
      taken = true
      req.pipe(on)
    })
  })
  on.on('error', (error) => {
    if (!taken) again()
    else if (res.headersSent) res.destroy()
    else res.writeHead(502).end(`the host let go: ${error.message}`)
  })
}

async function ready(balancer: Balancer): Promise<Balancer> {
  for (let tries = 0; tries < 300; tries++) {
    if (
      await fetch(`${balancer.url}/health/ready`).then(
        (reply) => reply.ok,
        () => false,
      )
    )
      return balancer
    await sleep(100)
  }
  await balancer.stop()
  throw new Error(`${balancer.name} did not find a host within 30 s`)
}
