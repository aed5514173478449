import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { knownRoles, reservedRoles, withIncluded } from './known-roles.ts'

interface RealmRole {
  readonly name: string
  readonly composites?: { readonly client: { readonly gateway: readonly string[] } }
}
const realm = JSON.parse(
  readFileSync(new URL('../../../../deploy/keycloak/vmeste-realm.json', import.meta.url), 'utf8'),
) as { readonly roles: { readonly client: { readonly gateway: readonly RealmRole[] } } }

test('a Keycloak set up by our realm knows the same roles, and the same come with them', () => {
  const ours = knownRoles.filter(({ everybody }) => !everybody).map(({ code, includes = [] }) => [code, [...includes]])
  expect(
    Object.fromEntries(
      realm.roles.client.gateway.map(({ name, composites }) => [name, composites?.client.gateway ?? []]),
    ),
  ).toEqual(Object.fromEntries(ours))
})

test('codes are slugs, no two alike, none of them reserved', () => {
  const codes = knownRoles.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  for (const code of codes) expect(code).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/)
  expect(codes.filter((code) => reservedRoles.has(code))).toEqual([])
})

test('what comes with a role brings nothing more along, and what is unknown stays as it is', () => {
  for (const { code, includes = [] } of knownRoles)
    expect(withIncluded([code]).sort()).toEqual([code, ...includes].sort())
  for (const { includes = [] } of knownRoles) expect(withIncluded([...includes])).toEqual([...includes])
  expect(withIncluded(['bell-ringer', 'city-admin', 'head'])).toEqual(['bell-ringer', 'city-admin', 'operator', 'head'])
})
