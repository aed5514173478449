import type { IdentityPort } from '@vmeste/host/identity'
import type { GraphOptions, TestHost } from '@vmeste/testkit'
import { furnishCity, silverCity, type SilverCity } from '@vmeste/testkit/run-silver'
import { everyFurnishing } from '../city-walls/two-cities.ts'

/** One of two cities in which the same happens in the same order. */
export interface TwinCity {
  readonly host: TestHost
  /** Asks for what a step needs to know beforehand; a refusal fails the test. */
  readonly ask: SilverCity['ask']
  /** Somebody with an account of this city's own provider, by a fresh token. */
  account(): Promise<GraphOptions>
}

/** @param provider where accounts are real; all others sign in by their user name */
export async function twinCity(host: TestHost, provider: IdentityPort): Promise<TwinCity> {
  const city = silverCity(host, 'uzda', 'UZ', 'МЕТКА')
  await furnishCity(city, everyFurnishing)
  await provider.users.create({ username: 'somebody', givenName: 'Ян', demonstration: true })
  return { host, ask: city.ask, account: async () => ({ as: await provider.issueToken!('somebody') }) }
}
