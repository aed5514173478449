import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { flowSteps } from './flow-steps.ts'

const flow = 'portal'

/**
 * One page for name and password, a second step for whoever has one, and a silent sign-in that still works.
 *
 * With organisations Keycloak asks for the name on a page of its own, to look for a city's own provider. Merely
 * switched off, that step takes the silent sign-in along: a request for `organization:*` is answered from the session
 * only through it. So it is kept, for those who are already somebody: whoever has the role that everybody has.
 *
 * The second step is worth level 2 (`acr`), and is asked of whoever has set it up, whether the portal asked for that
 * level or not: no other step has a level, and until one is reached Keycloak takes every level for wanted.
 *
 * @param realm path of the realm, `/vmeste`
 */
export async function setUpSignInFlow(admin: AdminApi, realm: string): Promise<void> {
  const steps = await flowSteps(admin, realm, { flow, copyOf: 'browser' })
  await steps.add(
    'conditional-user-role',
    { alias: 'somebody is there', config: { condUserRole: 'citizen' } },
    'Conditional Organization',
  )
  // as long as a session: whoever comes back silently is still who took two steps
  await steps.add(
    'conditional-level-of-authentication',
    { alias: 'two steps', config: { 'loa-condition-level': '2', 'loa-max-age': '36000' } },
    'Conditional 2FA',
  )
  await steps.set('auth-recovery-authn-code-form', 'ALTERNATIVE')
  await admin.put(realm, { browserFlow: flow })

  const action = `${realm}/authentication/required-actions/CONFIGURE_TOTP/config`
  await admin.put(action, { config: { 'add-recovery-codes': 'true' } })
}
