import { expect, test } from 'vitest'
import { readEnv } from './read-env.ts'

const keycloak = { VMESTE_KEYCLOAK_URL: 'https://id.example.by/', VMESTE_KEYCLOAK_SECRET: 'sixteen signs or more' }

test('a Keycloak elsewhere takes the place of the embedded provider, and then there is no demonstration', () => {
  const env = readEnv({ ...keycloak, VMESTE_KEYCLOAK_INTERNAL_URL: 'http://keycloak:8080' })
  expect(env.keycloak).toEqual({
    url: 'https://id.example.by',
    internalUrl: 'http://keycloak:8080',
    realm: 'vmeste',
    clientId: 'portal',
    gatewaySecret: 'sixteen signs or more',
  })
  expect(env.demonstration).toBe(false)
  expect(readEnv({})).toMatchObject({ keycloak: undefined, demonstration: true })
})

test('ways in through a Keycloak are named once, or in three languages', () => {
  expect(
    readEnv({ ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Госуслуги|Дзяржпаслугі|State services; bank = Банк ;' })
      .keycloak?.brokers,
  ).toEqual([
    { alias: 'state', title: { ru: 'Госуслуги', be: 'Дзяржпаслугі', en: 'State services' } },
    { alias: 'bank', title: { ru: 'Банк', be: 'Банк', en: 'Банк' } },
  ])
})

test.each([
  ['an address without its secret', { VMESTE_KEYCLOAK_URL: 'https://id.example.by' }, 'VMESTE_KEYCLOAK_SECRET'],
  ['the demonstration together with Keycloak', { ...keycloak, VMESTE_DEMO: 'on' }, 'VMESTE_DEMO'],
  [
    'ways in with the embedded provider',
    { VMESTE_IDENTITY_HINTS: 'state=Госуслуги' },
    'VMESTE_KEYCLOAK_URL to a Keycloak',
  ],
  ['a way in without a title', { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=' }, 'VMESTE_IDENTITY_HINTS'],
  ['a way in without an alias', { ...keycloak, VMESTE_IDENTITY_HINTS: 'Госуслуги' }, 'cannot read "Госуслуги"'],
  [
    'a way in titled in two languages',
    { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Госуслуги|Дзяржпаслугі' },
    'alias=ru|be|en',
  ],
  ['a way in twice', { ...keycloak, VMESTE_IDENTITY_HINTS: 'state=Раз; state=Два' }, 'twice'],
  ['a proxy that is no address', { VMESTE_PROXIES: 'loopback, caddy' }, 'cannot read "caddy"'],
  ['a proxy that is everybody', { VMESTE_PROXIES: '0.0.0.0/0' }, 'cannot read "0.0.0.0/0"'],
  ['a network that cannot be', { VMESTE_PROXIES: '10.0.5.0/33' }, 'cannot read "10.0.5.0/33"'],
  ['a network where a host is to be named', { VMESTE_PRIVATE_TARGETS: '10.0.0.0/8' }, 'cannot read "10.0.0.0/8"'],
  ['an address with a path', { VMESTE_PRIVATE_TARGETS: 'https://modem.lan' }, 'cannot read "https://modem.lan"'],
  ['no proxy at all', { VMESTE_PROXIES: ' , ' }, 'VMESTE_PROXIES'],
  ['an address of another kind', { ...keycloak, VMESTE_KEYCLOAK_URL: 'ldap://id.example.by' }, 'VMESTE_KEYCLOAK_URL'],
])('%s is refused by name', (_, source, culprit) => {
  expect(() => readEnv(source)).toThrow(
    expect.objectContaining({
      code: 'VMESTE_ENV_INVALID',
      message: expect.stringContaining(culprit) as string,
    }) as Error,
  )
})

test.each([
  ['trying out', {}, true],
  ['trying out on another port', { PORT: '3001' }, true],
  ['this machine by name', { VMESTE_URL: 'http://vmeste.localhost:3000' }, true],
  ['this machine by number', { VMESTE_URL: 'http://127.0.0.1:3000/' }, true],
  ['this machine in the newer numbers', { VMESTE_URL: 'http://[::1]:3000' }, true],
  ['the unit of the docs', { VMESTE_URL: 'https://vmeste.example.by' }, false],
  ['a machine in the house', { VMESTE_URL: 'https://192.168.1.5' }, false],
  ['a name that only looks like this machine', { VMESTE_URL: 'https://localhost.example.by' }, false],
  ['one that begins like it', { VMESTE_URL: 'https://127.0.0.1.example.by' }, false],
  ['an outer database', { DATABASE_URL: 'postgres://owner@db/vmeste' }, false],
  ['asked for at a public address', { VMESTE_URL: 'https://vmeste.example.by', VMESTE_DEMO: 'on' }, true],
  ['not wanted', { VMESTE_DEMO: 'off' }, false],
])('%s: is there a demonstration by itself?', (_, source, there) => {
  expect(readEnv(source).demonstration).toBe(there)
})

test('proxies are named, and by default there is only this machine', () => {
  expect(readEnv({}).proxies).toEqual(['loopback'])
  expect(readEnv({ VMESTE_PROXIES: 'loopback, 172.18.0.0/16,10.0.5.7 , fd00::/8' }).proxies).toEqual([
    'loopback',
    '172.18.0.0/16',
    '10.0.5.7',
    'fd00::/8',
  ])
})

test('hosts inside that gateways may be at', () => {
  expect(readEnv({}).privateTargets).toEqual([])
  expect(readEnv({ VMESTE_PRIVATE_TARGETS: 'modem.lan, 192.168.8.1:8080,[fd00::1]' }).privateTargets).toEqual([
    'modem.lan',
    '192.168.8.1:8080',
    '[fd00::1]',
  ])
})
