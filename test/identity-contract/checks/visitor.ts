import { codeIn, TestVisitor, type Arrival, type Tokens } from '../../../core/host/test/doubles/visitor.ts'
import { password, type ContractProvider } from '../provider.ts'

let visitors = 0

/** A browser without scripts at the provider, each at an address of its own: providers count attempts by address. */
export function visitorAt({ url, portal, identity }: ContractProvider): TestVisitor {
  const { scope } = identity.portalConfig()
  return new TestVisitor(url, `198.51.${++visitors % 250}.7`, { portal, ...(scope ? { scope } : {}) })
}

/** Somebody's tokens, by the whole way in. */
export const tokensOf = (provider: ContractProvider, username: string): Promise<Tokens> =>
  visitorAt(provider).signIn(username, password)

/** The tokens for which somebody has come back to the portal. */
export function tokensAt(somebody: TestVisitor, { back, address }: Arrival): Promise<Tokens> {
  if (!back) throw new Error(`not back in the portal but at ${address.replace(/\?.*/, '')}`)
  return somebody.exchange(codeIn(address))
}

/** Where somebody lands who asks silently: with a code, or with the word that nobody is there. */
export const silently = async (somebody: TestVisitor): Promise<Arrival> =>
  somebody.arrive(await somebody.request(somebody.authAddress({ prompt: 'none' })))

/** What a page says, without the addresses and keys that differ from visit to visit. */
export const wordsOf = (page: string): string =>
  page.replaceAll(/<script[\s\S]*?<\/script>/gi, '').replaceAll(/\b(href|action|value|nonce|src)="[^"]*"/gi, '')
