import { expect, test } from 'vitest'
import type { ContractProvider } from '../provider.ts'

/** Where everything is, for whoever has only the address of the realm. */
export function addressChecks(here: () => ContractProvider): void {
  const get = async (path: string) =>
    (await fetch(`${here().url}/realms/vmeste${path}`)).json() as Promise<Record<string, unknown>>

  test('discovery names the addresses of Keycloak', async () => {
    const realm = `${here().url}/realms/vmeste`
    const oidc = `${realm}/protocol/openid-connect`
    const found = await get('/.well-known/openid-configuration')
    expect(found).toMatchObject({
      issuer: realm,
      authorization_endpoint: `${oidc}/auth`,
      token_endpoint: `${oidc}/token`,
      userinfo_endpoint: `${oidc}/userinfo`,
      end_session_endpoint: `${oidc}/logout`,
      jwks_uri: `${oidc}/certs`,
      introspection_endpoint: `${oidc}/token/introspect`,
    })
    expect(found['code_challenge_methods_supported']).toContain('S256')
  })

  test('the realm itself gives its name and its key', async () => {
    expect(await get('/')).toMatchObject({
      realm: 'vmeste',
      public_key: expect.stringMatching(/^[\w+/=]{300,}$/) as string,
      'token-service': `${here().url}/realms/vmeste/protocol/openid-connect`,
    })
  })

  test('published keys have no private half', async () => {
    const { keys } = (await get('/protocol/openid-connect/certs')) as { keys: Record<string, unknown>[] }
    expect(keys.filter(({ use, alg }) => use === 'sig' && alg === 'RS256').length).toBeGreaterThan(0)
    for (const key of keys)
      expect(Object.keys(key)).not.toEqual(expect.arrayContaining([expect.stringMatching(/^(d|p|q|dp|dq|qi|k)$/)]))
  })

  test.each(['3p-cookies/step1.html', 'login-status-iframe.html'])(
    'the frame %s may be opened by the portal',
    async (path) => {
      const reply = await fetch(`${here().url}/realms/vmeste/protocol/openid-connect/${path}`)
      expect([reply.status, reply.headers.get('x-frame-options')]).toEqual([200, null])
      const ancestors = /frame-ancestors ([^;]+)/.exec(reply.headers.get('content-security-policy') ?? '')?.[1]
      if (ancestors !== undefined && here().url === here().portal) expect(ancestors).toBe("'self'")
      else expect(ancestors).toBeUndefined()
    },
  )
}
