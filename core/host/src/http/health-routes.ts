import { Router } from 'express'
import { setTimeout as sleep } from 'node:timers/promises'
import { worstOf, type ModuleHealth } from '../health/module-health.ts'
import type { Storage } from '../storage/open-storage.ts'

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work, which takes a database; modules that are not well
 * are named for information only: a host without one of them still serves all others.
 */
export function healthRoutes(storage: Storage, health: ModuleHealth): Router {
  const router = Router()
  router.get('/health/live', (_req, res) => { res.json({ status: 'ok' }) })
  router.get('/health/ready', async (_req, res) => {
    const answered = await Promise.race([storage.pool('core').query('select 1').then(() => true, () => false), sleep(2_000, false)])
    const modules = [...new Set(health.ailing().map(({ module }) => module))].map((id) => ({ id, state: worstOf(health.ailing().filter(({ module }) => module === id))!.state }))
    res.status(answered ? 200 : 503).json({ status: answered ? 'ok' : 'no database', ...(modules.length > 0 ? { modules } : {}) })
  })
  return router
}
