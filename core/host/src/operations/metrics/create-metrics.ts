import { timingSafeEqual } from 'node:crypto'
import { Router, type Request, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { addressUnknown, signInFirst } from '../../problems/access.ts'
import { countRequests } from './count-requests.ts'
import { gauges, type GaugeParts } from './gauges.ts'
import { ModuleHeap } from './module-heap.ts'

export interface Metrics {
  /** Stands before everything else. */
  readonly count: RequestHandler
  /** `GET /metrics` */
  readonly router: Router
  stop(): void
}

export interface MetricsOptions extends Omit<GaugeParts, 'registry' | 'heap'> {
  /** Of modules' packages, to tell whose memory is whose. */
  readonly folders: readonly string[]
  readonly logger: Logger
  /** Whoever shows it may ask from another machine too; without one only this machine may. */
  readonly token?: string | undefined
}

/**
 * Numbers of this host for Prometheus. They are for whoever runs the platform: what came through a proxy is refused as
 * if there were nothing, and what comes from another machine needs the token.
 */
export function createMetrics({ token, folders, logger, ...parts }: MetricsOptions): Metrics {
  const registry = new Registry()
  const count = countRequests(registry)
  const heap = new ModuleHeap(folders, logger)
  const fill = gauges({ registry, heap, ...parts })
  let whole = false
  const router = Router()
  router.get('/metrics', async (req, res) => {
    requireReader(req, token)
    // what nobody reads is not measured
    if (!whole) collectDefaultMetrics({ register: registry })
    whole = true
    await fill()
    res.setHeader('content-type', registry.contentType)
    res.setHeader('cache-control', 'no-store')
    res.end(spelled(await registry.metrics()))
  })
  return { count, router, stop: () => heap.stop() }
}

/** What could not be read, as the format of Prometheus spells it. */
const spelled = (text: string): string => text.replaceAll(/ Nan$/gm, ' NaN')

const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const

/** What of a request decides who asks. */
interface Asked {
  readonly headers: Request['headers']
  readonly socket: Pick<Request['socket'], 'remoteAddress'>
}

/** @throws Problem `ADDRESS_UNKNOWN`, `UNAUTHENTICATED` */
export function requireReader({ headers, socket }: Asked, token: string | undefined): void {
  if (proxied.some((name) => headers[name] !== undefined)) throw addressUnknown()
  // whoever asks from this very machine needs nothing, token or not
  if (isLoopback(socket.remoteAddress ?? '')) return
  if (token === undefined) throw addressUnknown()
  // the name of the scheme may be written in any case
  const shown = (headers.authorization ?? '').replace(/^bearer +/i, 'Bearer ')
  const [given, wanted] = [shown, `Bearer ${token}`].map((text) => Buffer.from(text))
  if (given!.length !== wanted!.length || !timingSafeEqual(given!, wanted!)) throw signInFirst()
}

const isLoopback = (address: string): boolean => /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/.test(address)
