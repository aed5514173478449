import { expect, test } from 'vitest'
import { readEnv } from './read-env.ts'

const keycloak = { VMESTE_KEYCLOAK_URL: 'https://id.example.by/', VMESTE_KEYCLOAK_SECRET: 'sixteen signs or more' }

test('a Keycloak elsewhere takes the place of the embedded provider, and then there is no demonstration', () => {
  const env = readEnv({ ...keycloak, VMESTE_KEYCLOAK_INTERNAL_URL: 'http://keycloak:8080' })
  expect(env.keycloak).toEqual({ url: 'https://id.example.by', internalUrl: 'http://keycloak:8080', realm: 'vmeste', clientId: 'portal', gatewaySecret: 'sixteen signs or more' })
  expect(env.demonstration).toBe(false)
  expect(readEnv({})).toMatchObject({ keycloak: undefined, demonstration: true })
})

test('ways in through a Keycloak are named once, or in three languages', () => {
  expect(readEnv({ ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Госуслуги|Дзяржпаслугі|State services; bank = Банк ;' }).keycloak?.brokers).toEqual([
    { alias: 'state', title: { ru: 'Госуслуги', be: 'Дзяржпаслугі', en: 'State services' } }, { alias: 'bank', title: { ru: 'Банк', be: 'Банк', en: 'Банк' } },
  ])
})

test.each([
  ['an address without its secret', { VMESTE_KEYCLOAK_URL: 'https://id.example.by' }, 'VMESTE_KEYCLOAK_SECRET'],
  ['the demonstration together with Keycloak', { ...keycloak, VMESTE_DEMO: 'on' }, 'VMESTE_DEMO'],
  ['ways in with the embedded provider', { VMESTE_IDENTITY_HINTS: 'state=Госуслуги' }, 'VMESTE_KEYCLOAK_URL to a Keycloak'],
  ['a way in without a title', { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=' }, 'VMESTE_IDENTITY_HINTS'],
  ['a way in without an alias', { ...keycloak, VMESTE_IDENTITY_HINTS: 'Госуслуги' }, 'cannot read "Госуслуги"'],
  ['a way in titled in two languages', { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Госуслуги|Дзяржпаслугі' }, 'alias=ru|be|en'],
  ['a way in twice', { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Раз; state=Два' }, 'twice'],
  ['an address of another kind', { ...keycloak, VMESTE_KEYCLOAK_URL: 'ldap://id.example.by' }, 'VMESTE_KEYCLOAK_URL'],
])('%s is refused by name', (_, source, culprit) => {
  expect(() => readEnv(source)).toThrow(expect.objectContaining({ code: 'VMESTE_ENV_INVALID', message: expect.stringContaining(culprit) as string }) as Error)
})
