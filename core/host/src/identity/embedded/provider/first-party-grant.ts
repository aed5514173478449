import type { Grant, KoaContextWithOIDC } from 'oidc-provider'
import { portalClient } from '../options/embedded-options.ts'
import { realmScope, resource } from './realm-scope.ts'

/** The grant of the portal, made without a question: it is the city's own page. Any other client has none. */
export async function grantOf(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, provider } = ctx.oidc
  if (!client || client.clientId !== portalClient || !session?.accountId) return undefined
  const id = session.grantIdFor(client.clientId)
  const existing = id ? await provider.Grant.find(id) : undefined
  if (existing) return existing
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(realmScope)
  grant.addResourceScope(resource, realmScope)
  await grant.save()
  return grant
}
