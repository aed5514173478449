import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { z } from '@vmeste/sdk'

const mapper = z.looseObject({ id: z.string(), protocolMapper: z.string() })
const holder = z.looseObject({ id: z.string(), protocolMappers: z.array(mapper).default([]) })

/** Faults of a realm that an administrator makes easily, each of which must turn the contract red. */
const faults: Readonly<Record<string, (admin: AdminApi) => Promise<void>>> = {
  /** The portal's tokens are not for the gateway. */
  audience: (admin) => removeMappers(admin, '/vmeste/clients?clientId=portal', 'clients', ['oidc-audience-mapper']),
  /** The claim of cities as it is out of the box: a list of their names. */
  'organization-array': async (admin) => {
    const path = '/vmeste/client-scopes'
    const scope = ((await admin.get(path, z.array(holder))) ?? []).find(({ name }) => name === 'organization')!
    await removeMappers(admin, path, 'client-scopes', [
      'oidc-organization-group-membership-mapper',
      'oidc-organization-membership-mapper',
    ])
    await admin.post(`${path}/${scope.id}/protocol-mappers/models`, {
      name: 'organization',
      protocol: 'openid-connect',
      protocolMapper: 'oidc-organization-membership-mapper',
      config: {
        'claim.name': 'organization',
        'jsonType.label': 'String',
        multivalued: 'true',
        'access.token.claim': 'true',
      },
    })
  },
}

async function removeMappers(
  admin: AdminApi,
  list: string,
  kind: 'clients' | 'client-scopes',
  protocolMappers: readonly string[],
): Promise<void> {
  for (const { id, protocolMappers: all } of (await admin.get(list, z.array(holder))) ?? []) {
    for (const each of all)
      if (protocolMappers.includes(each.protocolMapper))
        await admin.delete(`/vmeste/${kind}/${id}/protocol-mappers/models/${each.id}`)
  }
}

/** Puts in the fault that `VMESTE_CONTRACT_FAULT` names, if it names one. */
export async function putFault(admin: AdminApi, name = process.env['VMESTE_CONTRACT_FAULT']): Promise<void> {
  if (!name) return
  const fault = faults[name]
  if (!fault) throw new Error(`there is no fault "${name}"; there are ${Object.keys(faults).join(', ')}`)
  await fault(admin)
}
