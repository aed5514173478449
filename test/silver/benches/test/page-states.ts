import type { PageStates } from '@vmeste/testkit/page-states'

const city = '/c/uzda'

/** Nobody draws these pages; the rule about them wants each to be named. */
export const pages: PageStates = {
  states: [
    { as: 'guest', name: 'benches', path: `${city}/m/benches/?at=park` },
    { as: 'guest', name: 'putting, closed', path: `${city}/m/benches/put` },
    { as: 'operator.uzda', name: 'putting', path: `${city}/m/benches/put/mira` },
    { as: 'guest', name: 'a bench', path: (shown) => `${city}/bench/${shown('bench')}` },
  ],
}
