import { Router } from 'express'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { worstOf, type ModuleHealth } from '../health/module-health.ts'
import type { PluginRegistry } from '../plugins/plugin-registry.ts'
import type { Storage } from '../storage/open-storage.ts'

/**
 * `/health/live`: the process answers. `/health/ready`: it can do its work, which takes a database; modules that are not well
 * are named for information only: a host without one of them still serves all others. So are those that rest since the start.
 */
export function healthRoutes(storage: Storage, health: ModuleHealth, registry: Pick<PluginRegistry, 'resting'>): Router {
  const router = Router()
  // whoever may ask need not know the words of the database
  const resting = [...registry.resting.values()].map(({ id, code, file }) => ({ id, state: 'RESTING', reason: code, at: basename(file) }))
  router.get('/health/live', (_req, res) => { res.json({ status: 'ok' }) })
  router.get('/health/ready', async (_req, res) => {
    const answered = await Promise.race([storage.pool('core').query('select 1').then(() => true, () => false), sleep(2_000, false)])
    const ailing = [...new Set(health.ailing().map(({ module }) => module))].map((id) => ({ id, state: worstOf(health.ailing().filter(({ module }) => module === id))!.state }))
    const modules = [...ailing, ...resting]
    res.status(answered ? 200 : 503).json({ status: answered ? 'ok' : 'no database', ...(modules.length > 0 ? { modules } : {}) })
  })
  return router
}
