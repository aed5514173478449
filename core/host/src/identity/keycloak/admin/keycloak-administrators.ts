import { z } from '@vmeste/sdk'
import type { AdminApi } from './admin-api.ts'

const members = z.array(z.object({ email: z.string().optional(), enabled: z.boolean() }))
const atMost = 20

/**
 * Addresses of those who run the platform, from the members of the realm's role `platform-admin`; nobody where the
 * realm has no such role.
 */
export const keycloakAdministrators = (api: AdminApi, realm: string) => async (): Promise<string[]> => {
  const found =
    (await api.get(`/${encodeURIComponent(realm)}/roles/platform-admin/users?first=0&max=${atMost}`, members)) ?? []
  return found.flatMap(({ email, enabled }) => (enabled && email ? [email] : []))
}
