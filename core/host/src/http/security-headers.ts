import type { RequestHandler } from 'express'

/** What every answer carries; pages add their own content security policy. */
export function securityHeaders(origin: string): RequestHandler {
  const https = origin.startsWith('https:')
  return (_req, res, next) => {
    res.setHeader('x-content-type-options', 'nosniff')
    res.setHeader('referrer-policy', 'strict-origin-when-cross-origin')
    res.setHeader('x-frame-options', 'SAMEORIGIN')
    if (https) res.setHeader('strict-transport-security', 'max-age=31536000')
    next()
  }
}
