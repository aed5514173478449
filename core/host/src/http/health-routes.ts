import { Router } from 'express'
import { basename } from 'node:path'
import { worstOf, type ModuleHealth } from '../health/module-health.ts'
import type { Readiness } from '../outage/readiness.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import { outageRetrySeconds } from '../problems/outage.ts'

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work, which takes a database and a disk that it
 * can write to, and it is not about to stop; which of them it is stands in `parts`. Modules that are not well are named
 * for information only: a host without one of them still serves all others. So are those that rest since the start.
 */
export function healthRoutes(
  readiness: Readiness,
  health: ModuleHealth,
  registry: Pick<PluginRegistry, 'resting'>,
): Router {
  const router = Router()
  // whoever may ask need not know the words of the database
  const resting = [...registry.resting.values()].map(({ id, code, file }) => ({
    id,
    state: 'RESTING',
    reason: code,
    at: basename(file),
  }))
  router.get('/health/live', (_req, res) => {
    res.json({ status: 'ok' })
  })
  router.get('/health/ready', async (_req, res) => {
    const { ok, database, files, draining } = await readiness.check(true)
    const ailing = [...new Set(health.ailing().map(({ module }) => module))].map((id) => ({
      id,
      state: worstOf(health.ailing().filter(({ module }) => module === id))!.state,
    }))
    const modules = [...ailing, ...resting]
    res.setHeader('cache-control', 'no-store')
    if (!ok) res.status(503).setHeader('retry-after', String(outageRetrySeconds))
    res.json({
      status: ok ? 'ok' : draining ? 'draining' : 'unavailable',
      ...(ok ? {} : { parts: { database, files } }),
      ...(modules.length > 0 ? { modules } : {}),
    })
  })
  return router
}
