import { createRequire } from 'node:module'
import type { Express } from 'express'
import type { PortalIdentity } from '../shared/port/identity-port.ts'

const keycloakJs = createRequire(import.meta.url).resolve('keycloak-js')

/**
 * The least portal there can be: one address to come back to, keycloak-js as it comes from npm. In a frame it only
 * reports.
 */
const page = ({
  url,
  realm,
  clientId,
  redirectPath,
  scope,
}: PortalIdentity) => `<!doctype html><meta charset="utf-8"><title>portal</title><link rel="icon" href="data:,"><body><script type="module">
if (parent !== window) parent.postMessage(location.href, location.origin)
else {
  const { default: Keycloak } = await import('/keycloak.js')
  const back = location.origin + '${redirectPath}'
  const kc = window.kc = new Keycloak(${JSON.stringify({ url, realm, clientId })})
  kc.onAuthLogout = () => { window.loggedOut = true }
  try {
    window.signedIn = await kc.init({ onLoad: 'check-sso', silentCheckSsoRedirectUri: back, redirectUri: back, pkceMethod: 'S256', checkLoginIframeInterval: 1, ...${JSON.stringify(scope ? { scope } : {})} })
  } catch (error) { window.failure = String(error?.stack ?? JSON.stringify(error)) }
  window.ready = true
}
</script>`

/** Serves a portal that signs in at the provider under test. */
export function serveTestPortal(app: Express, identity: PortalIdentity): void {
  app.get('/keycloak.js', (_req, res) => {
    res.sendFile(keycloakJs, { dotfiles: 'allow' })
  })
  app.get('/auth/callback', (_req, res) => {
    res.type('html').send(page(identity))
  })
}
