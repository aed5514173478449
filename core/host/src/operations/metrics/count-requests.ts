import type { RequestHandler } from 'express'
import { Counter, Histogram, type Registry } from 'prom-client'
import { doorOf } from './door-of.ts'

/** By the class of the status, or `left`: whoever asked had gone. */
const outcomeOf = (status: number, ended: boolean): string => (ended ? `${Math.floor(status / 100)}xx` : 'left')

/**
 * Counts every request by its door and outcome, and how long it took. No city, no person and no path is a label: what
 * strangers ask for
 * must not grow the host. Live lines are counted when they end and are not timed.
 */
export function countRequests(registry: Registry): RequestHandler {
  const requests = new Counter({
    name: 'vmeste_requests_total',
    help: 'Requests by door and outcome',
    labelNames: ['door', 'outcome'] as const,
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'vmeste_request_duration_seconds',
    help: 'How long requests took, live lines aside',
    labelNames: ['door'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  return (req, res, next) => {
    const door = doorOf(req.url)
    const from = performance.now()
    res.once('close', () => {
      requests.inc({ door, outcome: outcomeOf(res.statusCode, res.writableFinished) })
      if (door !== 'stream') seconds.observe({ door }, (performance.now() - from) / 1000)
    })
    next()
  }
}
