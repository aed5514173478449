import { expect, test } from 'vitest'
import { cityRoles, realmRoles } from '../../shared/tokens/city-roles.ts'
import type { Account } from '../accounts/account-store.ts'
import { accessClaims } from './account-claims.ts'

const account = (more: Partial<Account>): Account => ({
  id: '0198c0de-0000-7000-8000-000000000000',
  username: 'u',
  email: null,
  email_verified: false,
  given_name: 'Ян',
  family_name: '',
  password_hash: null,
  realm_roles: [],
  assurance: 'ANONYMOUS',
  enabled: true,
  demonstration: false,
  created_at: new Date(),
  password_changed_at: null,
  phone: null,
  phone_confirmed_at: null,
  city_roles: [],
  ...more,
})
const claimsOf = (more: Partial<Account>) =>
  accessClaims(account(more), { azp: 'portal', scope: 'openid', origin: 'https://vmeste.test' })

test('what the provider writes is what the verifier reads', () => {
  const claims = claimsOf({
    realm_roles: ['platform-admin'],
    city_roles: [
      { city: 'uzda', role: 'executor' },
      { city: 'zhodino', role: 'city-admin' },
    ],
  })
  expect(cityRoles(claims, 'uzda')).toEqual(new Set(['executor']))
  expect(cityRoles(claims, 'zhodino')).toEqual(new Set(['city-admin', 'operator', 'head']))
  expect(realmRoles(claims)).toEqual(new Set(['citizen', 'platform-admin']))
})

test('a resident belongs to no city and tells no more than there is', () => {
  const claims = claimsOf({})
  expect(claims).not.toHaveProperty('organization')
  expect(claims).not.toHaveProperty('email')
  expect(claims.name).toBe('Ян')
})

test('a token of somebody in twenty cities still fits a request header', () => {
  const city_roles = Array.from({ length: 20 }, (_, i) =>
    ['operator', 'head', 'city-admin'].map((role) => ({ city: `some-longer-city-${i}`, role })),
  ).flat()
  expect((JSON.stringify(claimsOf({ city_roles })).length * 4) / 3).toBeLessThan(8_000)
})
