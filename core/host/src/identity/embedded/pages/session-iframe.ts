import { createHash } from 'node:crypto'
import { Router } from 'express'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type Provider from 'oidc-provider'
import { oidcPath, realmPath } from '../options/embedded-options.ts'

/** What scripts may see of a session: a hash of its id. It changes or goes when somebody signs in or out. */
export const sessionMark = 'KEYCLOAK_SESSION'
export const markOf = (sid: string): string => createHash('sha256').update(sid).digest('base64url')

/**
 * keycloak-js asks this frame every few seconds whether the session is still the same. The cookie answers without a
 * request; the server is asked once a minute, for sessions that ended elsewhere.
 */
const script = (origin: string) => `
const own = ${JSON.stringify(origin)}
const mark = async (sid) => btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(sid)))))
  .replace(/\\+/g, '-').replace(/\\//g, '_').replace(/=+$/, '')
let asked = 0, alive = true
addEventListener('message', async (event) => {
  if (event.origin !== own || typeof event.data !== 'string') return
  const sid = event.data.split(' ')[1] || ''
  const cookie = (document.cookie.match(/(?:^|; )${sessionMark}=([^;]+)/) || [])[1]
  let answer = sid ? (cookie && cookie === await mark(sid) ? 'unchanged' : 'changed') : (cookie ? 'changed' : 'unchanged')
  if (sid && answer === 'unchanged' && Date.now() - asked > 60000) {
    asked = Date.now()
    alive = await fetch('login-status-iframe.html/init?session_state=' + encodeURIComponent(sid)).then((r) => r.status === 204, () => true)
  }
  event.source.postMessage(sid && !alive ? 'changed' : answer, event.origin)
})`

const thirdParty = 'parent.postMessage("supported", "*")'
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const page = (text: string) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><title>session</title><script>${text}</script></html>`

/** The frames that keycloak-js opens: one to learn whether cookies reach us, one to watch the session. */
export function sessionIframe(provider: Provider, origin: string): Router {
  const watch = script(origin)
  const headers = (text: string) => ({
    'content-security-policy': `default-src 'none'; script-src ${hashOf(text)}; connect-src 'self'; frame-ancestors 'self'; base-uri 'none'`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'public, max-age=3600',
  })
  return Router()
    .get(`${oidcPath}/3p-cookies/step1.html`, (_req, res) => {
      res.set(headers(thirdParty)).type('html').send(page(thirdParty))
    })
    .get(`${oidcPath}/login-status-iframe.html`, (_req, res) => {
      res.set(headers(watch)).type('html').send(page(watch))
    })
    .get(`${oidcPath}/login-status-iframe.html/init`, async (req, res) => {
      const session = await provider.Session.get(provider.createContext(req, res))
      res
        .set('cache-control', 'no-store')
        .status(session.accountId && session.uid === req.query.session_state ? 204 : 403)
        .end()
    })
}

/** Keeps the mark in step with the session, whichever of the provider's own addresses changed it. */
export function keepSessionMark(provider: Provider): void {
  provider.use(async (ctx: KoaContextWithOIDC, next) => {
    await next()
    if (!ctx.oidc) return // an address that is not the provider's
    const { route, session } = ctx.oidc
    const options = { path: realmPath, httpOnly: false, sameSite: 'lax', signed: false, overwrite: true } as const
    if (route === 'end_session_confirm') ctx.cookies.set(sessionMark, null, options)
    else if ((route === 'authorization' || route === 'resume') && session?.accountId) {
      ctx.cookies.set(sessionMark, markOf(session.uid), { ...options, expires: new Date(session.exp * 1000) })
    }
  })
}
