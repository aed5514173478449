import type { TestModule } from 'vitest/node'
import { tallyOf } from '../closing-line.ts'

/** Parts of the contract without checks on both providers. A line leaves when its checks come in. */
const notYet = [
  'registration by a confirmed address', 'TOTP and recovery codes', 'back-channel logout (until it, a token outlives a sign-out at Keycloak by five minutes at most)',
  'brute force per user and per network', 'reset of a password',
]

/** How many checks of the identity contract a run made on a provider; nothing where it made none. */
export function contractReport(provider: string, modules: readonly TestModule[], more?: string): string {
  const { passed, failed } = tallyOf(modules.filter(({ moduleId }) => moduleId.includes('/test/identity-contract/')), 0)
  if (passed + failed === 0) return ''
  return [`Identity contract on ${provider}: ${passed + failed} checks, ${failed} failed`, `Not yet in it: ${notYet.join('; ')}`, ...(more ? [more] : [])].join('\n')
}
