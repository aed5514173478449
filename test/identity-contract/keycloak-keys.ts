import { generateKeyPairSync } from 'node:crypto'
import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { z } from '@vmeste/sdk'
import type { SigningKey } from './provider.ts'

const keyProvider = 'org.keycloak.keys.KeyProvider'
const component = z.looseObject({ id: z.string(), name: z.string(), providerId: z.string() })

export interface OwnKeys {
  newest(): SigningKey
  rotate(): Promise<void>
  withdrawOld(): Promise<void>
}

/**
 * Keys that we made and Keycloak signs with: so the checks can sign as it does.
 * @param realm path of the realm, `/vmeste`
 */
export async function ownKeys(admin: AdminApi, realm: string): Promise<OwnKeys> {
  const { id: parentId } = (await admin.get(realm, z.looseObject({ id: z.string() }))) ?? { id: '' }
  let newest: SigningKey | undefined
  let priority = 200
  const components = async () => (await admin.get(`${realm}/components?type=${keyProvider}`, z.array(component))) ?? []
  return {
    newest: () => newest!,
    rotate: async () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      priority += 1
      const config = {
        priority: [String(priority)],
        enabled: ['true'],
        active: ['true'],
        algorithm: ['RS256'],
        privateKey: [privateKey.export({ type: 'pkcs8', format: 'pem' })],
      }
      await admin.post(`${realm}/components`, {
        name: `ours-${priority}`,
        providerId: 'rsa',
        providerType: keyProvider,
        parentId,
        config,
      })
      const published = await admin.get(`${realm}/keys`, z.object({ active: z.object({ RS256: z.string() }) }))
      newest = { kid: published!.active.RS256, privateKey }
    },
    withdrawOld: async () => {
      for (const { id, name, providerId } of await components()) {
        if (name !== `ours-${priority}` && ['rsa', 'rsa-generated'].includes(providerId))
          await admin.delete(`${realm}/components/${id}`)
      }
    },
  }
}
