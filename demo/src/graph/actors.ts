import type { User } from '@vmeste/host/identity'
import type { Guest, Person } from '@vmeste/sdk'

/** An account at work in one city, with the roles it has there. */
export const personOf = ({ key, username, givenName, familyName, email, cityRoles }: User, city: string): Person => ({
  kind: 'person',
  key,
  username,
  name: `${givenName} ${familyName}`,
  assurance: 'PHONE',
  ...(email ? { email } : {}),
  roles: new Set(cityRoles.filter((one) => one.city === city).map(({ role }) => role)),
})

/** Somebody with a phone and no account; the same number is the same phone. */
export const guestWith = (city: string, phone: number | string): Guest => ({
  kind: 'guest',
  device: `demonstration-${city}-${phone}`,
})
