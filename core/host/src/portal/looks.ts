import type { Request, RequestHandler } from 'express'
import { langs } from '@vmeste/sdk'
import type { Looks } from '@vmeste/sdk/portal'

const year = 365 * 86_400
const allowed: Record<string, readonly string[]> = {
  lang: langs,
  theme: ['dark', 'light', 'auto'],
  view: ['large', 'usual'],
  images: ['on', 'off'],
}

const cookieOf = (req: Request, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)vmeste_${name}=([\\w-]+)`).exec(req.headers.cookie ?? '')?.[1]

/** How this reader wants to see pages. */
export function looksOf(req: Request): Looks {
  const theme = cookieOf(req, 'theme')
  return {
    ...(theme === 'dark' || theme === 'light' ? { theme } : {}),
    large: cookieOf(req, 'view') === 'large',
    images: cookieOf(req, 'images') !== 'off',
  }
}

/**
 * Answers `?lang=be`, `?view=large`, `?theme=dark`, `?images=off` with a cookie and the same address without it: works
 * without scripts.
 */
export function rememberLooks(secure: boolean): RequestHandler {
  return (req, res, next) => {
    const url = new URL(req.originalUrl, 'http://x')
    const chosen = Object.entries(allowed).filter(([name, values]) => values.includes(url.searchParams.get(name) ?? ''))
    if (req.method !== 'GET' || chosen.length === 0) {
      next()
      return
    }
    for (const [name] of chosen) {
      res.append(
        'set-cookie',
        `vmeste_${name}=${url.searchParams.get(name)}; Path=/; Max-Age=${year}; SameSite=Lax${secure ? '; Secure' : ''}`,
      )
      url.searchParams.delete(name)
    }
    res.setHeader('cache-control', 'no-store')
    // a path of our own, never `//somewhere`
    res.redirect(303, `/${url.pathname.replace(/^\/+/, '')}${url.search}`)
  }
}
