import type { AdminApi } from '@vmeste/host/keycloak-identity'
import { flowSteps } from './flow-steps.ts'

const flow = 'portal reset'

/**
 * A forgotten password, as the embedded provider has it: the letter lets its reader set a new password and nothing
 * more. Every open session ends, and the way in is the sign-in page, so a second step is neither skipped nor taken away
 * by whoever reads the mail.
 *
 * @param realm path of the realm, `/vmeste`
 */
export async function setUpResetFlow(admin: AdminApi, realm: string): Promise<void> {
  const steps = await flowSteps(admin, realm, { flow, copyOf: 'reset credentials' })
  await steps.set('reset-credential-email', 'REQUIRED', {
    alias: 'sign in afterwards',
    config: { 'force-login': 'true' },
  })
  await steps.setGroup('Conditional OTP', 'DISABLED')
  await steps.add('user-session-limits', {
    alias: 'no other session',
    config: { userRealmLimit: '1', userClientLimit: '0', behavior: 'Terminate oldest session' },
  })
  await admin.put(realm, { resetCredentialsFlow: flow })
}
