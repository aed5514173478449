import { definePlugin, on, z, type PluginDefinition } from '@vmeste/sdk'
import { expect, test } from 'vitest'
import { contractOf } from '../contract-of.ts'
import { allowsBreaking, contractChanges } from './contract-changes.ts'

const text = { ru: 'Звонок', be: 'Званок', en: 'Bell' }
const typeDefs = `
  enum Tone { LOW HIGH } type Bell implements Loud { id: ID! tone: Tone! by(who: UUID): String }
  union RingResult = Bell | NotFound
  extend type Query { bells(first: Int): [Bell!] @public }
  extend type Mutation { ring(id: ID!): RingResult @allow(permission: "bell.ring") }`
const base = {
  id: 'bell',
  engine: '^0.1',
  title: text,
  summary: text,
  permissions: { 'bell.ring': { title: text, default: ['operator'] } },
  settings: z.object({ loud: z.int().min(0).max(11).default(5) }),
  graph: { typeDefs, resolvers: {} },
  emits: { 'bell.rung@1': z.object({ tone: z.enum(['LOW', 'HIGH']), by: z.string() }) },
  subscribes: [on('clock.struck@1', z.object({ hour: z.int() }), async () => undefined)],
  routes: [{ method: 'GET', path: '/tower', public: true, handle: async () => ({}) }],
  provides: [{ name: 'rateable@1', type: 'Bell' }],
} satisfies PluginDefinition
const pkg = { name: '@strangers/bell', version: '1.0.0' }
const before = contractOf(definePlugin(base), pkg)
const sdl = (from: string, to: string): Partial<PluginDefinition> => ({
  graph: { typeDefs: typeDefs.replace(from, to), resolvers: {} },
})

const breaking: readonly (readonly [string, Partial<PluginDefinition>, string])[] = [
  ['a field that is gone', sdl('tone: Tone!', ''), 'Bell.tone was removed'],
  ['a field that may be null now', sdl('tone: Tone!', 'tone: Tone'), 'Bell.tone changed type from Tone! to Tone'],
  [
    'an argument that must be given now',
    sdl('first: Int', 'first: Int!'),
    'Query.bells arg first has changed type from Int to Int!',
  ],
  [
    'a public field that asks for a right',
    sdl('[Bell!] @public', '[Bell!] @allow(permission: "bell.ring")'),
    'Query.bells was @public, now @allow(permission: "bell.ring")',
  ],
  [
    'a field of an event that may be left out',
    { emits: { 'bell.rung@1': z.object({ tone: z.enum(['LOW', 'HIGH']), by: z.string().optional() }) } },
    'bell.rung@1 promises less, make it a new major version: data.by: the producer may leave it out, "whoever heard it before" needs it',
  ],
  [
    'a value of an event that nobody knew',
    { emits: { 'bell.rung@1': z.object({ tone: z.enum(['LOW', 'HIGH', 'MUTE']), by: z.string() }) } },
    'bell.rung@1 promises less, make it a new major version: data.tone: the producer may send "MUTE", "whoever heard it before" takes "LOW" or "HIGH"',
  ],
  ['an event under its new version only', { emits: { 'bell.rung@2': z.object({}) } }, 'event bell.rung@1 is gone'],
  [
    'a handler that asks for more',
    { subscribes: [on('clock.struck@1', z.object({ hour: z.int(), zone: z.string() }), async () => undefined)] },
    'handler clock.struck@1 asks for more: data.zone: the producer may leave it out, "clock.struck@1" needs it',
  ],
  [
    'a setting that takes less',
    { settings: z.object({ loud: z.int().min(0).max(5).default(5) }) },
    'setting loud takes less: a city may have set what it refuses now',
  ],
  ['a right that is gone', { permissions: {} }, 'right bell.ring is gone'],
  ['an address that is gone', { routes: [] }, 'address GET /tower (public) is gone'],
  ['a capability that is gone', { provides: [] }, 'capability rateable@1 by Bell is gone'],
  ['a capability that it needs', { requires: ['clock@1'] }, 'it cannot be switched on without clock@1 any more'],
]
test.each(breaking)('%s breaks', (_, more, said) => {
  const found = contractChanges(before, contractOf(definePlugin({ ...base, ...more }), pkg)).filter(
    (each) => each.breaking,
  )
  expect(found.map((each) => each.text)).toContain(said)
})

const compatible: readonly (readonly [string, Partial<PluginDefinition>])[] = [
  ['a new field', sdl('id: ID!', 'id: ID! age: Int')],
  ['a new optional argument', sdl('first: Int', 'first: Int, after: ID')],
  [
    'a new field of an event',
    { emits: { 'bell.rung@1': z.object({ tone: z.enum(['LOW', 'HIGH']), by: z.string(), at: z.string() }) } },
  ],
  [
    'an event that promises more',
    { emits: { 'bell.rung@1': z.object({ tone: z.literal('LOW'), by: z.string().min(1) }) } },
  ],
  ['a new version beside the old', { emits: { ...base.emits, 'bell.rung@2': z.object({}) } }],
  ['a handler that asks for less', { subscribes: [on('clock.struck@1', z.object({}), async () => undefined)] }],
  [
    'a setting that takes more',
    { settings: z.object({ loud: z.int().min(0).max(20).default(5), soft: z.boolean().default(false) }) },
  ],
  ['a port that it calls too', { uses: [class Files {}] }],
]
test.each(compatible)('%s does not', (_, more) => {
  const found = contractChanges(before, contractOf(definePlugin({ ...base, ...more }), pkg))
  expect(found).not.toEqual([])
  expect(found.filter((each) => each.breaking)).toEqual([])
})

test('nothing changed, nothing said', () => {
  expect(contractChanges(before, contractOf(definePlugin(base), pkg))).toEqual([])
})

test.each([
  ['1.2.3', '2.0.0', true],
  ['1.2.3', '1.3.0', false],
  ['0.1.4', '0.2.0', true],
  ['0.1.4', '0.1.5', false],
  ['0.0.1', '0.0.2', true],
  ['1.9.0', '0.9.0', false],
  ['0.1.0', '1.0.0', true],
] as const)('from %s to %s may break: %s', (old, now, may) => {
  expect(allowsBreaking(old, now)).toBe(may)
})
