import { Router } from 'express'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Storage } from '../storage/open-storage.ts'

/** `/health/live`: the process answers. `/health/ready`: it can do its work, which takes a database. */
export function healthRoutes(storage: Storage): Router {
  const router = Router()
  router.get('/health/live', (_req, res) => { res.json({ status: 'ok' }) })
  router.get('/health/ready', async (_req, res) => {
    const answered = await Promise.race([storage.pool('core').query('select 1').then(() => true, () => false), sleep(2_000, false)])
    res.status(answered ? 200 : 503).json({ status: answered ? 'ok' : 'no database' })
  })
  return router
}
