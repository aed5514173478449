import { decodeJwt, type JWTPayload } from 'jose'
import { expect, test } from 'vitest'
import type { ContractProvider } from '../provider.ts'
import { forged } from './forged.ts'
import { tokensOf, visitorAt } from './visitor.ts'
import { codeOf } from './codes.ts'

/** What somebody may do in a city, and how little a token can make of itself. */
export function cityRightsChecks(here: () => ContractProvider): void {
  const rolesOf = async (bearer: string, city: string) =>
    [...(await here().identity.verify(bearer)).rolesIn(city)].sort()

  test('staff have their roles in their own city and none in another', async () => {
    const olga = (await tokensOf(here(), 'operator.uzda')).access_token,
      anna = (await tokensOf(here(), 'admin.zhodino')).access_token
    expect([await rolesOf(olga, 'uzda'), await rolesOf(olga, 'zhodino')]).toEqual([['operator'], []])
    expect([await rolesOf(anna, 'zhodino'), await rolesOf(anna, 'uzda')]).toEqual([
      ['city-admin', 'head', 'operator'],
      [],
    ])
  })

  test('a resident has no role in any city', async () => {
    const { access_token } = await tokensOf(here(), 'citizen')
    expect(decodeJwt(access_token)['organization'] ?? {}).toEqual({})
    expect([await rolesOf(access_token, 'uzda'), await rolesOf(access_token, 'zhodino')]).toEqual([[], []])
  })

  test('somebody at work in two cities has in each what was given there', async () => {
    const { users } = here().identity
    await users.create({
      username: 'two.cities',
      givenName: 'Янина',
      familyName: 'Дзве',
      email: 'two@example.test',
      password: 'правильный конь 42',
      cityRoles: [
        { city: 'uzda', role: 'department-head' },
        { city: 'zhodino', role: 'operator' },
      ],
    })
    const { access_token, refresh_token } = await tokensOf(here(), 'two.cities')
    expect([await rolesOf(access_token, 'uzda'), await rolesOf(access_token, 'zhodino')]).toEqual([
      ['department-head', 'executor'],
      ['operator'],
    ])
    await users.withdraw('two.cities', { city: 'uzda', role: 'department-head' })
    await users.grant('two.cities', { city: 'zhodino', role: 'executor' })
    const next = (await (await visitorAt(here()).refresh(refresh_token)).json()) as { access_token: string }
    expect([await rolesOf(next.access_token, 'uzda'), await rolesOf(next.access_token, 'zhodino')]).toEqual([
      [],
      ['executor', 'operator'],
    ])
  })

  test('a role that a city has added is given and withdrawn like any other', async () => {
    const { users } = here().identity
    await users.create({
      username: 'ringer',
      givenName: 'Зоя',
      familyName: 'Званар',
      email: 'ringer@example.test',
      password: 'правильный конь 42',
      cityRoles: [
        { city: 'uzda', role: 'bell-ringer' },
        { city: 'uzda', role: 'signer' },
      ],
    })
    const { access_token, refresh_token } = await tokensOf(here(), 'ringer')
    expect([await rolesOf(access_token, 'uzda'), await rolesOf(access_token, 'zhodino')]).toEqual([
      ['bell-ringer', 'signer'],
      [],
    ])
    await users.withdraw('ringer', { city: 'uzda', role: 'bell-ringer' })
    const next = (await (await visitorAt(here()).refresh(refresh_token)).json()) as { access_token: string }
    expect(await rolesOf(next.access_token, 'uzda')).toEqual(['signer'])
  })

  test('people are known by the issuer and their id', async () => {
    const { access_token } = await tokensOf(here(), 'operator.uzda')
    const { key, username } = await here().identity.verify(access_token)
    expect(key).toBe(`${here().url}/realms/vmeste|${decodeJwt(access_token).sub}`)
    expect(await here().identity.users.findByKey(key)).toMatchObject({
      username,
      cityRoles: [{ city: 'uzda', role: 'operator' }],
    })
  })

  const entry = { resource_access: { gateway: { roles: ['operator'] } } }
  test.each<[string, JWTPayload]>([
    ['an array of cities', { organization: ['uzda'] }],
    ['an array of entries', { organization: [{ uzda: entry }] }],
    [
      'rights through the prototype',
      { organization: JSON.parse(`{"__proto__":{"uzda":${JSON.stringify(entry)}}}`) as unknown },
    ],
    ['an entry called __proto__', { organization: JSON.parse(`{"__proto__":${JSON.stringify(entry)}}`) as unknown }],
    ['roles of another client', { organization: { uzda: { resource_access: { portal: { roles: ['operator'] } } } } }],
    [
      'roles at the top of the token',
      {
        organization: undefined,
        resource_access: { gateway: { roles: ['city-admin'] } },
        realm_access: { roles: ['city-admin', 'operator'] },
      },
    ],
    ['roles that are text', { organization: { uzda: { resource_access: { gateway: { roles: 'operator' } } } } }],
  ])('%s, signed by the provider itself, gives none', async (_, claims) => {
    const { identity } = await here().freshHost()
    const token = await identity.verify(await forged(here(), claims))
    for (const city of ['uzda', '__proto__', 'constructor', '0']) expect(token.rolesIn(city).size).toBe(0)
  })

  test('a foreign issuer gives none, whoever signed', async () => {
    const { identity } = await here().freshHost()
    for (const iss of [`${here().url}/realms/other`, 'https://evil.test/realms/vmeste', `${here().url}/realms/vmeste/`])
      expect(await codeOf(identity, await forged(here(), { iss }))).toBe('TOKEN_INVALID')
  })
}
