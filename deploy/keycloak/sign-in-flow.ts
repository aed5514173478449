import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { VmesteError, z } from '@vmeste/sdk'

const flow = 'portal'
const onlyIf = 'conditional-user-role'
const step = z.looseObject({ id: z.string(), displayName: z.string(), providerId: z.string().optional(), requirement: z.string() })

/**
 * One page for name and password, and a silent sign-in that still works.
 *
 * With organisations Keycloak asks for the name on a page of its own, to look for a city's own provider. Merely switched off, that
 * step takes the silent sign-in along: a request for `organization:*` is answered from the session only through it. So it is kept,
 * for those who are already somebody: whoever has the role that everybody has.
 *
 * @param realm path of the realm, `/vmeste`
 */
export async function setUpSignInFlow(admin: AdminApi, realm: string): Promise<void> {
  const path = `${realm}/authentication/flows/${flow}/executions`
  const steps = async () => await admin.get(path, z.array(step)) ?? []
  const flows = await admin.get(`${realm}/authentication/flows`, z.array(z.looseObject({ alias: z.string() }))) ?? []
  if (!flows.some(({ alias }) => alias === flow)) await admin.post(`${realm}/authentication/flows/browser/copy`, { newName: flow })

  const group = (await steps()).find(({ displayName }) => displayName.endsWith('Conditional Organization'))
  if (!group) throw new VmesteError('VMESTE_KEYCLOAK_REALM', 'Keycloak\'s browser flow has no step for organisations; is this Keycloak 26.7 or newer, with the feature on?')
  const condition = async () => (await steps()).find(({ providerId }) => providerId === onlyIf)
  if (!await condition()) await admin.post(`${realm}/authentication/flows/${encodeURIComponent(group.displayName)}/executions/execution`, { provider: onlyIf })
  const made = await condition()
  if (made && made.requirement !== 'REQUIRED') {
    await admin.post(`${realm}/authentication/executions/${made.id}/config`, { alias: 'somebody is there', config: { condUserRole: 'citizen' } })
    // last: a condition that is required has its setting
    await admin.put(path, { ...made, requirement: 'REQUIRED' })
  }
  await admin.put(realm, { browserFlow: flow })
}
