import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'

/**
 * Gives a browser its random key for limits, so that a form sent without scripts is counted like the app's. Never used
 * for rights.
 */
export function ensureDevice(req: Request, res: Response, secure: boolean): void {
  if (/(?:^|;\s*)vmeste_device=[\w-]{16,64}/.test(req.headers.cookie ?? '')) return
  res.append(
    'set-cookie',
    `vmeste_device=${randomUUID()}; Path=/; Max-Age=${180 * 86_400}; SameSite=Lax${secure ? '; Secure' : ''}`,
  )
}
