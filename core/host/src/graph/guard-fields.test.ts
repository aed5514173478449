import { definePlugin, Problem, VmesteError, type Actor, type Assurance, type Person } from '@vmeste/sdk'
import { Kind, parse, type ObjectTypeExtensionNode } from 'graphql'
import { expect, test } from 'vitest'
import { composeSchema } from '../admin/compose-schema.ts'
import { guardOf, type Guard } from '../plugins/field-guards.ts'
import { requireGuard } from './guard-fields.ts'

const title = { ru: 'Сейф', be: 'Сейф', en: 'Vault' }
const vault = (guard: string) =>
  definePlugin({
    id: 'vault',
    engine: '^0.1',
    title,
    summary: title,
    permissions: { 'vault.open': { title, default: ['citizen'] } },
    graph: { typeDefs: `extend type Query { vault: String ${guard} }`, resolvers: { Query: { vault: () => 'open' } } },
  })
function guardIn(guard: string): Guard {
  const plugin = vault(guard)
  const [extension] = parse(plugin.graph!.typeDefs).definitions as ObjectTypeExtensionNode[]
  if (extension?.kind !== Kind.OBJECT_TYPE_EXTENSION) throw new Error('not an extension')
  return guardOf(plugin, 'Query', extension.fields![0]!)
}

test('a field says who may call it and how surely they must be known', () => {
  expect(guardIn('@public')).toEqual({ kind: 'public' })
  expect(guardIn('@allow(permission: "vault.open")')).toEqual({ kind: 'allow', permission: 'vault.open' })
  expect(guardIn('@allow(permission: "vault.open", assurance: UNIQUE_ID)')).toEqual({
    kind: 'allow',
    permission: 'vault.open',
    assurance: 'UNIQUE_ID',
  })
  expect(
    composeSchema([vault('@allow(permission: "vault.open", assurance: SIGNATURE)')])
      .getQueryType()
      ?.getFields()['vault'],
  ).toBeDefined()
})

test.each(['PASSPORT', '"PHONE"', 'phone', '2'])('a field that asks for the level %s does not compose', (level) => {
  const compose = () => composeSchema([vault(`@allow(permission: "vault.open", assurance: ${level})`)])
  expect(compose).toThrow(VmesteError)
  expect(compose).toThrow(/Query\.vault of module "vault".*ANONYMOUS, PHONE, UNIQUE_ID, SIGNATURE/)
})

const person = (assurance: Assurance): Person => ({
  kind: 'person',
  key: 'k',
  name: 'n',
  username: 'u',
  assurance,
  roles: new Set(),
})
function answerTo(actor: Actor, guard: Guard, may = true): string {
  try {
    requireGuard(guard, { actor, can: () => may })
    return 'open'
  } catch (error) {
    return error instanceof Problem ? error.code : String(error)
  }
}

test.each<[Assurance, Assurance, string]>([
  ['ANONYMOUS', 'ANONYMOUS', 'open'],
  ['ANONYMOUS', 'PHONE', 'ASSURANCE_TOO_LOW'],
  ['PHONE', 'PHONE', 'open'],
  ['PHONE', 'UNIQUE_ID', 'ASSURANCE_TOO_LOW'],
  ['UNIQUE_ID', 'PHONE', 'open'],
  ['UNIQUE_ID', 'SIGNATURE', 'ASSURANCE_TOO_LOW'],
  ['SIGNATURE', 'UNIQUE_ID', 'open'],
])('who is known at %s meets a field that asks for %s: %s', (actual, assurance, answer) => {
  expect(answerTo(person(actual), { kind: 'allow', permission: 'vault.open', assurance })).toBe(answer)
})

test('the right comes first, a guest is asked in, the platform itself is known', () => {
  const guard: Guard = { kind: 'allow', permission: 'vault.open', assurance: 'PHONE' }
  expect(answerTo(person('ANONYMOUS'), guard, false)).toBe('FORBIDDEN')
  expect(answerTo({ kind: 'guest' }, guard)).toBe('UNAUTHENTICATED')
  expect(answerTo({ kind: 'system', name: 'job' }, guard)).toBe('open')
})
