import { TestVisitor, type Tokens } from '../../../core/host/src/identity/embedded/test-visitor.ts'
import { password, type ContractProvider } from '../provider.ts'

let visitors = 0

/** A browser without scripts at the provider, each at an address of its own: providers count attempts by address. */
export function visitorAt({ url, portal, identity }: ContractProvider): TestVisitor {
  const { scope } = identity.portalConfig()
  return new TestVisitor(url, `198.51.${++visitors % 250}.7`, { portal, ...(scope ? { scope } : {}) })
}

/** Somebody's tokens, by the whole way in. */
export const tokensOf = (provider: ContractProvider, username: string): Promise<Tokens> => visitorAt(provider).signIn(username, password)
